namespace MicrosoftOAuth.Help;

/// <summary>What is wrong with a page, and where. Written as compilers write it, so that editors and build logs find the line.</summary>
/// <param name="File">The path of the page.</param>
/// <param name="Line">From 1.</param>
/// <param name="Message">One sentence.</param>
public sealed record HelpError(string File, int Line, string Message)
{
    /// <summary>The code of every error of this tool.</summary>
    public const string Code = "MSOH001";

    /// <inheritdoc/>
    public override string ToString() => $"{File}({Line}): error {Code}: {Message}";
}

/// <summary>A page that cannot be made into help.</summary>
public sealed class HelpException(IReadOnlyList<HelpError> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    /// <summary>All that was found, in the order of the page.</summary>
    public IReadOnlyList<HelpError> Errors => errors;
}
