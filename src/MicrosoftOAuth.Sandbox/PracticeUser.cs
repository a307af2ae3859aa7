namespace MicrosoftOAuth.Sandbox;

/// <summary>A person of the practice tenant.</summary>
/// <param name="Id">The object id.</param>
/// <param name="UserPrincipalName">The sign-in name.</param>
/// <param name="DisplayName">The name to show.</param>
/// <param name="DirectoryRole">The one directory role the person holds; null for an ordinary user.</param>
public sealed record PracticeUser(Guid Id, string UserPrincipalName, string DisplayName, string? DirectoryRole);
