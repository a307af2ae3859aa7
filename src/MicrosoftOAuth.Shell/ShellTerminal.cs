namespace MicrosoftOAuth.Shell;

/// <summary>What the Shell reads from and writes to, and what it may expect of it.</summary>
internal sealed record ShellTerminal
{
    /// <summary>Cells in a line where nobody can say: enough for a table in a log.</summary>
    public const int RedirectedWidth = 120;

    public required TextReader In { get; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public bool InIsTerminal { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>Whether a terminal may be sent colours at all (see https://no-color.org).</summary>
    public bool Colours { get; init; }

    /// <summary>The terminal's width and height in cells.</summary>
    public Func<(int Width, int Height)> Size { get; init; } = static () => (RedirectedWidth, 50);

    /// <summary>Takes one key without showing it.</summary>
    public Func<ConsoleKeyInfo> ReadKey { get; init; } = static () => throw new InvalidOperationException("There is no keyboard.");

    /// <summary>Whether Ctrl+C arrives as a key (true) or as a signal (false).</summary>
    public Action<bool> ControlCIsKey { get; init; } = static _ => { };

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Questions go where a person sees them, and into the output only when that is a screen.</summary>
    public TextWriter Prompts => OutIsTerminal ? Out : Error;

    public static ShellTerminal OfProcess() => new()
    {
        In = Console.In,
        Out = Console.Out,
        Error = Console.Error,
        InIsTerminal = !Console.IsInputRedirected,
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Colours = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb",
        Size = ConsoleSize,
        ReadKey = static () => Console.ReadKey(intercept: true),
        ControlCIsKey = static isKey => Console.TreatControlCAsInput = isKey,
    };

    private static (int Width, int Height) ConsoleSize()
    {
        try
        {
            if (!Console.IsOutputRedirected && Console.WindowWidth > 0)
                return (Console.WindowWidth, Math.Max(Console.WindowHeight, 1));
        }
        catch (IOException)
        {
            // A terminal that does not know its size.
        }

        return (RedirectedWidth, 50);
    }
}
