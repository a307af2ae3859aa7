using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;

namespace MicrosoftOAuth.Shell;

/// <summary>The screen as the format views see it: a width, and how many cells a text takes.</summary>
/// <param name="terminal">The terminal whose width counts.</param>
internal sealed class ShellRawUI(ShellTerminal terminal) : PSHostRawUserInterface
{
    private const string NoScreen = "The Shell writes lines and keeps no screen buffer.";

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override Size BufferSize
    {
        get => WindowSize;
        set => throw new NotSupportedException(NoScreen);
    }

    public override Size WindowSize
    {
        get
        {
            (int width, int height) = terminal.Size();
            return new Size(width, height);
        }

        set => throw new NotSupportedException(NoScreen);
    }

    public override Size MaxWindowSize => WindowSize;

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Coordinates WindowPosition { get; set; }

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle { get; set; } = "";

    public override bool KeyAvailable => false;

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        ConsoleKeyInfo key = terminal.ReadKey();
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    public override void FlushInputBuffer()
    {
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException(NoScreen);

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw new NotSupportedException(NoScreen);

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw new NotSupportedException(NoScreen);

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) =>
        throw new NotSupportedException(NoScreen);

    public override int LengthInBufferCells(string source) => LengthInBufferCells(source, 0);

    public override int LengthInBufferCells(string source, int offset)
    {
        string plain = new StringDecorated(source).ToString(OutputRendering.PlainText);
        return plain.Skip(offset).Sum(LengthInBufferCells);
    }

    /// <summary>Two cells for the wide characters of East Asian scripts (Unicode Standard Annex #11), otherwise one.</summary>
    public override int LengthInBufferCells(char source) => source switch
    {
        < '\u1100' => 1,
        <= '\u115f' or '\u2329' or '\u232a' => 2,
        '\u303f' => 1,
        >= '\u2e80' and <= '\ua4cf' => 2,
        >= '\uac00' and <= '\ud7a3' => 2,
        >= '\uf900' and <= '\ufaff' => 2,
        >= '\ufe10' and <= '\ufe19' => 2,
        >= '\ufe30' and <= '\ufe6f' => 2,
        >= '\uff00' and <= '\uff60' => 2,
        >= '\uffe0' and <= '\uffe6' => 2,
        _ => 1,
    };
}
