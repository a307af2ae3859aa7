namespace MicrosoftOAuth.Shell;

/// <summary>What the process returns when the script itself names no number.</summary>
internal static class ExitCode
{
    /// <summary>The script ran to its end, with or without non-terminating errors.</summary>
    public const int Success = 0;

    /// <summary>A terminating error ended the script, or the module could not be imported.</summary>
    public const int TerminatingError = 1;

    /// <summary>The Shell's own arguments made no sense.</summary>
    public const int WrongArguments = 2;

    /// <summary>Ctrl+C: 128 and the number of SIGINT, as shells count it.</summary>
    public const int Interrupted = 130;
}
