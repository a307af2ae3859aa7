using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>What makes a user valid ("Create user", "Password policies and account restrictions in Microsoft Entra ID").</summary>
internal static class UserRules
{
    /// <param name="user">The user as they would be.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="isNameNew">Whether the sign-in name is new, so that nobody else may have it.</param>
    public static void Check(User user, TenantState tenant, bool isNameNew)
    {
        if (user.DisplayName.Length is 0 or > 256)
            throw GraphException.InvalidProperty("displayName", "User");
        if (user.Text("mailNickname") is { } nickname && (nickname.Length is 0 or > 64 || nickname.IndexOfAny(['@', '(', ')', '\\', '[', ']', '"', ';', ':', '<', '>', ',', ' ']) >= 0))
            throw GraphException.InvalidProperty("mailNickname", "User");
        if (isNameNew)
            CheckName(user, tenant);
        CheckPassword(user);
    }

    private static void CheckName(User user, TenantState tenant)
    {
        var parts = user.UserPrincipalName.Split('@');
        if (parts.Length != 2 || parts[0].Length is 0 or > 64 || parts[0].Contains(' ', StringComparison.Ordinal))
            throw GraphException.InvalidProperty("userPrincipalName", "User");
        if (!parts[1].Equals(tenant.Organization.Domain, StringComparison.OrdinalIgnoreCase))
            throw GraphException.BadRequest("The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.");
        if (tenant.Directory.Users.TryFindByKey(user.UserPrincipalName, out _))
            throw GraphException.Taken("userPrincipalName");
    }

    /// <summary>A password is taken, and no read shows it.</summary>
    private static void CheckPassword(User user)
    {
        if (user.Properties["passwordProfile"] is not JsonObject profile)
            return;
        var password = profile["password"]?.GetValue<string>();
        user.Properties["passwordProfile"] = null;
        if (password is not null && !IsStrong(password))
            throw GraphException.BadRequest("The specified password does not comply with password complexity requirements. Please provide a different password.");
        user.Password = password ?? user.Password;
    }

    /// <summary>8 to 256 characters, of at least three of four kinds.</summary>
    private static bool IsStrong(string password) =>
        password.Length is >= 8 and <= 256
        && new[] { password.Any(char.IsLower), password.Any(char.IsUpper), password.Any(char.IsDigit), password.Any(character => !char.IsLetterOrDigit(character)) }.Count(has => has) >= 3;
}
