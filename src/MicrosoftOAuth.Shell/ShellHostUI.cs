using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Internal;

namespace MicrosoftOAuth.Shell;

/// <summary>Shows the engine's streams: output on stdout, everything else on stderr.</summary>
/// <param name="terminal">What is written to.</param>
/// <param name="input">What answers are read from.</param>
internal sealed partial class ShellHostUI(ShellTerminal terminal, ShellInput input) : PSHostUserInterface
{
    private readonly Lock _gate = new();
    private readonly ProgressLine _progress = new(terminal);

    public override PSHostRawUserInterface RawUI { get; } = new ShellRawUI(terminal);

    public override bool SupportsVirtualTerminal => MayStyle(terminal.OutIsTerminal);

    public override void Write(string value) => Emit(terminal.Out, terminal.OutIsTerminal, value ?? "");

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Write(PSStyle.MapColorPairToEscapeSequence(foregroundColor, backgroundColor) + value + PSStyle.Instance.Reset);

    public override void WriteLine(string value) => Write(value + Environment.NewLine);

    // Lines of the error view come with their colours.
    public override void WriteErrorLine(string value) =>
        EmitNote(value?.Contains('\e', StringComparison.Ordinal) == true ? value : Styled(PSStyle.Instance.Formatting.Error, value));

    public override void WriteWarningLine(string message) => EmitNote(Styled(PSStyle.Instance.Formatting.Warning, "WARNING: " + message));

    public override void WriteVerboseLine(string message) => EmitNote(Styled(PSStyle.Instance.Formatting.Verbose, "VERBOSE: " + message));

    public override void WriteDebugLine(string message) => EmitNote(Styled(PSStyle.Instance.Formatting.Debug, "DEBUG: " + message));

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (_gate)
            _progress.Show(record);
    }

    public void WriteError(ErrorRecord record) => WriteErrorLine(ConciseError.Render(record, RawUI.WindowSize.Width));

    public void EndProgress()
    {
        lock (_gate)
            _progress.Erase();
    }

    private static string Styled(string style, string? text) => style + text + PSStyle.Instance.Reset;

    private void EmitNote(string line) => Emit(terminal.Error, terminal.ErrorIsTerminal, line + Environment.NewLine);

    private void Emit(TextWriter writer, bool isTerminal, string text)
    {
        if (text.Contains('\e', StringComparison.Ordinal) && !MayStyle(isTerminal))
            text = new StringDecorated(text).ToString(OutputRendering.PlainText);

        lock (_gate)
        {
            _progress.Erase();
            writer.Write(text);
        }
    }

    private bool MayStyle(bool isTerminal) => PSStyle.Instance.OutputRendering switch
    {
        OutputRendering.PlainText => false,
        OutputRendering.Ansi => true,
        _ => isTerminal && terminal.Colours,
    };
}
