using System.Management.Automation;

namespace MicrosoftOAuth.Tests.StandIn;

/// <summary>What Should -Throw asks of an error.</summary>
/// <param name="Message">A wildcard pattern; empty for any.</param>
/// <param name="ErrorId">A wildcard pattern for the fully qualified error id; empty for any.</param>
/// <param name="Type">The exception's type or a base of it; null for any.</param>
internal sealed record PesterThrow(string Message, string ErrorId, Type? Type)
{
    /// <summary>Judges the error that was thrown, or null if none was.</summary>
    /// <returns>The failure, or null.</returns>
    public string? Failure(ErrorRecord? error, bool negate, string reason)
    {
        if (negate)
        {
            return error is null ? null
                : $"Expected no exception to be thrown,{reason} but an exception \"{error.Exception.Message}\" was thrown {Place(error)}.";
        }

        List<string> filters = [];
        List<string> buts = [];
        if (Type is not null)
        {
            filters.Add($"type {PesterFormat.Value(Type)}");
            if (error is not null && !Type.IsInstanceOfType(error.Exception))
                buts.Add($"the exception type was {PesterFormat.Value(error.Exception.GetType())}");
        }

        if (!string.IsNullOrWhiteSpace(Message))
        {
            filters.Add($"message like {PesterFormat.Value(WildcardPattern.Unescape(Message))}");
            if (error is not null && !Like(error.Exception.Message, Message))
                buts.Add($"the message was {PesterFormat.Value(error.Exception.Message)}");
        }

        if (!string.IsNullOrWhiteSpace(ErrorId))
        {
            filters.Add($"FullyQualifiedErrorId {PesterFormat.Value(ErrorId)}");
            if (error is not null && !Like(error.FullyQualifiedErrorId, ErrorId))
                buts.Add($"the FullyQualifiedErrorId was {PesterFormat.Value(error.FullyQualifiedErrorId)}");
        }

        if (error is null)
            buts.Add("no exception was thrown");
        if (buts.Count == 0)
            return null;

        var filter = filters.Count == 0 ? "" : $" with {PesterFormat.And(filters)}";
        return $"Expected an exception{filter} to be thrown,{reason} but {PesterFormat.And(buts)}. {(error is null ? "" : Place(error))}".TrimEnd();
    }

    private static bool Like(string text, string pattern) => new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(text);

    // The engine's own words: "At file:line char:column" and the line itself, marked.
    private static string Place(ErrorRecord error) =>
        error.InvocationInfo?.PositionMessage is ['A', 't', .. var place]
            ? $"from{place.ReplaceLineEndings($"{Environment.NewLine}    ")}"
            : "";
}
