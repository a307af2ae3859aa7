using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>A person of the tenant.</summary>
internal sealed class User : DirectoryObject
{
    public User(string id)
        : base(EntityTypes.UserInFull, id)
    {
        Set("userType", "Member");
    }

    public User(string id, string userPrincipalName, string displayName, string? roleTemplateId)
        : this(id)
    {
        if (roleTemplateId is not null)
            RoleTemplateIds.Add(roleTemplateId);
        Set("userPrincipalName", userPrincipalName);
        Set("displayName", displayName);
        Set("mail", userPrincipalName);
        Set("mailNickname", userPrincipalName[..userPrincipalName.IndexOf('@', StringComparison.Ordinal)]);
        Set("usageLocation", "US");
        var space = displayName.IndexOf(' ', StringComparison.Ordinal);
        Set("givenName", displayName[..space]);
        Set("surname", displayName[(space + 1)..]);
    }

    public override Shape DefaultShape => EntityTypes.User;

    public string UserPrincipalName => Text("userPrincipalName") ?? "";

    public string DisplayName => Text("displayName") ?? "";

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

    /// <summary>The template ids of the directory roles the person holds.</summary>
    public List<string> RoleTemplateIds { get; } = [];

    /// <summary>The first of the person's directory roles; null for an ordinary user.</summary>
    public string? RoleTemplateId => RoleTemplateIds.FirstOrDefault();

    /// <summary>What the person's roles allow together.</summary>
    public RoleRights Rights => RoleTemplateIds.Aggregate(RoleRights.None, (rights, id) => rights | (BuiltInRole.Find(id)?.Rights ?? RoleRights.None));

    /// <summary>Whether the person may grant every consent for the whole organization.</summary>
    public bool IsAdministrator => Rights.HasFlag(RoleRights.Consent | RoleRights.GrantGraphRoles);
}
