namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>How a test ended.</summary>
public enum PesterOutcome
{
    /// <summary>It ran to its end.</summary>
    Passed,

    /// <summary>It threw, a setup or teardown around it did, or it was never reached.</summary>
    Failed,

    /// <summary>It, or a block around it, carries -Skip.</summary>
    Skipped,
}

/// <summary>What became of one test.</summary>
/// <param name="Path">The names of its blocks from the outside in, then its own, with templates filled in.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Error">Every error of a failed test, each with <c>at file:line</c> beneath it; otherwise null.</param>
public sealed record PesterResult(IReadOnlyList<string> Path, PesterOutcome Outcome, string? Error)
{
    /// <summary>The path joined with dots, as Pester writes it.</summary>
    public string Name => string.Join('.', Path);

    /// <inheritdoc/>
    public override string ToString() => Error is null ? $"{Outcome}: {Name}" : $"{Outcome}: {Name}{Environment.NewLine}{Error}";
}
