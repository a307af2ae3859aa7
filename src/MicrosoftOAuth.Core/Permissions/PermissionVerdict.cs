namespace MicrosoftOAuth.Core;

/// <summary>One answer for several permissions or calls.</summary>
public static class PermissionVerdict
{
    /// <summary>Whether all are held. What is surely missing decides it, whatever else is unknown.</summary>
    /// <param name="checks">What is said of each.</param>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.NotFound"/>: it cannot be told.</exception>
    public static bool AreAllHeld(IReadOnlyCollection<PermissionCheck> checks)
    {
        if (checks.Any(check => check.IsHeld == false))
        {
            return false;
        }

        return checks.FirstOrDefault(check => check.IsHeld is null) is not { } unknown ? true : throw new OAuthException(
            OAuthErrorKind.NotFound,
            $"Whether {SubjectOf(unknown)} cannot be told. {unknown.Reason}",
            "Try the call: Invoke-MsOAuthRequest explains a refusal; or test a permission by name: Test-MsOAuthPermission -Permission <name>")
        {
            Target = unknown.Uri ?? unknown.Source ?? unknown.Permission,
        };
    }

    private static string SubjectOf(PermissionCheck check) =>
        check.Uri is not null ? $"{check.Method} {check.Uri} will be let through"
        : check.Source is not null ? $"{check.Source} will be let through"
        : $"{check.Permission} is held";
}
