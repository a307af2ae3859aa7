namespace MicrosoftOAuth.Core;

/// <summary>How a check of the doctor came out.</summary>
public enum DiagnosticStatus
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>A fact that is neither good nor bad.</summary>
    Info,

    /// <summary>It works, or may work, with a drawback.</summary>
    Warning,

    /// <summary>Something will fail.</summary>
    Problem,
}

/// <summary>What one check of the doctor found. Never anything secret.</summary>
/// <param name="Check">The check's name, always the same.</param>
/// <param name="Status">How it came out.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Remedy">What to do or type; null where nothing is to be done.</param>
public sealed record Diagnostic(string Check, DiagnosticStatus Status, string Detail, string? Remedy = null)
{
    /// <summary>Check, status and detail.</summary>
    public override string ToString() => $"{Check}: {Status}. {Detail}";
}
