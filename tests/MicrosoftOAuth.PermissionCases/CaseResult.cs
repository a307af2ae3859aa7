using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.PermissionCases;

/// <summary>How an answer stands to the documentation.</summary>
public enum Verdict
{
    /// <summary>The least privileged permission; or none, where the scheme is not supported.</summary>
    Right,

    /// <summary>A permission of the page that is not the least.</summary>
    Accepted,

    /// <summary>No permission.</summary>
    NotFound,

    /// <summary>A permission that the page does not list; or any, where the scheme is not supported.</summary>
    Wrong,
}

/// <summary>A case and what the module's own finder answers.</summary>
/// <param name="Case">The case.</param>
/// <param name="Answer">The permission that it puts first for the scheme; null for none.</param>
/// <param name="Template">The template that it found; null for no data.</param>
/// <param name="Verdict">How the answer stands.</param>
public sealed record CaseResult(PermissionCase Case, string? Answer, string? Template, Verdict Verdict)
{
    /// <summary>Asks the finder that Find-MsOAuthPermission asks.</summary>
    public static CaseResult Of(PermissionCase asked)
    {
        PermissionAnswer answer = PermissionFinder.Find(asked.Method, asked.Url);
        string? first = answer.Permissions.FirstOrDefault(permission => permission.Scheme == asked.Scheme && permission.IsLeastPrivileged)?.Permission;
        return new CaseResult(asked, first, answer.Template, Judge(asked, first));
    }

    private static Verdict Judge(PermissionCase asked, string? answer) =>
        answer is null ? asked.Least.Count == 0 ? Verdict.Right : Verdict.NotFound
        : asked.Least.Contains(answer, StringComparer.OrdinalIgnoreCase) ? Verdict.Right
        : asked.Accepted.Contains(answer, StringComparer.OrdinalIgnoreCase) ? Verdict.Accepted
        : Verdict.Wrong;

    /// <summary>The case in one line.</summary>
    public override string ToString() =>
        $"{Verdict,-9} {Case.Method} {Case.Url} [{Case.Scheme}]: {(Case.Least.Count == 0 ? "nothing" : string.Join(" or ", Case.Least))} expected, "
        + $"{Answer ?? "nothing"} answered{(Template is null ? ", no data" : $" for {Template}")}";
}
