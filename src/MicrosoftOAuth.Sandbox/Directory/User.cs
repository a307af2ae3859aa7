using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>A person of the tenant.</summary>
internal sealed class User : DirectoryObject
{
    public User(string id, string userPrincipalName, string displayName, string? roleTemplateId)
        : base(EntityTypes.UserInFull, id)
    {
        UserPrincipalName = userPrincipalName;
        DisplayName = displayName;
        RoleTemplateId = roleTemplateId;
        Set("userPrincipalName", userPrincipalName);
        Set("displayName", displayName);
        Set("mail", userPrincipalName);
        Set("mailNickname", userPrincipalName[..userPrincipalName.IndexOf('@', StringComparison.Ordinal)]);
        Set("userType", "Member");
        Set("usageLocation", "US");
        var space = displayName.IndexOf(' ', StringComparison.Ordinal);
        Set("givenName", displayName[..space]);
        Set("surname", displayName[(space + 1)..]);
    }

    public override Shape DefaultShape => EntityTypes.User;

    public string UserPrincipalName { get; }

    public string DisplayName { get; }

    /// <summary>The template id of the one directory role the person holds; null for an ordinary user.</summary>
    public string? RoleTemplateId { get; }

    public bool IsEnabled => Flag("accountEnabled") ?? true;

    /// <summary>Whether the person must prove themselves with more than a password, which only a browser lets them do.</summary>
    public bool NeedsSecondFactor { get; set; }

    /// <summary>The moment before which no sign-in counts any more (signInSessionsValidFromDateTime); null where none was revoked.</summary>
    public DateTimeOffset? SessionsValidFrom =>
        Text("signInSessionsValidFromDateTime") is { } text && Sandbox.Text.Instant.TryParse(text, out var time) ? time : null;

    /// <summary>Ends every sign-in of the person: refresh tokens, browser sessions, and access tokens where the API hears of it.</summary>
    public void RevokeSessions(DateTimeOffset now) => Set("signInSessionsValidFromDateTime", Sandbox.Text.Instant.Graph(now));

    /// <summary>The one practice password, which everybody begins with. It protects nothing, so it is kept as it is.</summary>
    public string Password { get; set; } = PracticeTenant.PracticePassword;

    /// <summary>Whether the person may grant consent for the whole organization.</summary>
    public bool IsAdministrator => RoleTemplateId == DirectoryRole.GlobalAdministrator;
}

/// <summary>A directory role that is active in the tenant.</summary>
internal sealed class DirectoryRole : DirectoryObject
{
    /// <summary>The template ids of Microsoft's built-in roles.</summary>
    public const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
    public const string ApplicationDeveloper = "cf1c38e5-3621-4004-a7cb-879624dced7c";

    /// <summary>What the claim wids holds for every member of the tenant.</summary>
    public const string AnyMember = "b79fbf4d-3ef9-4689-8143-76b194e85509";

    public DirectoryRole(string id, string templateId, string displayName, string description)
        : base(EntityTypes.DirectoryRole, id)
    {
        Set("roleTemplateId", templateId);
        Set("displayName", displayName);
        Set("description", description);
    }
}
