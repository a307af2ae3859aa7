namespace MicrosoftOAuth.Core;

/// <summary>An app to register.</summary>
/// <param name="DisplayName">The name people see: at most 120 characters, 90 where personal accounts may sign in.</param>
/// <param name="SignInAudience">Who may sign in; always sent, since Graph's own default has changed over time.</param>
public sealed record NewApp(string DisplayName, SignInAudience SignInAudience)
{
    /// <summary>Makes the call repeatable: an app with this name is brought up to date instead of made.</summary>
    public string? UniqueName { get; init; }

    /// <summary>Where sign-ins may return to.</summary>
    public IReadOnlyList<RedirectUri> RedirectUris { get; init; } = [];

    /// <summary>Sign-in names or object ids of owners beside whoever registers it.</summary>
    public IReadOnlyList<string> Owners { get; init; } = [];

    /// <summary>Makes the enterprise application too, as the portal does.</summary>
    public bool WithServicePrincipal { get; init; } = true;

    /// <summary>Makes another app even if the display name exists.</summary>
    public bool AllowSameName { get; init; }

    internal ApplicationResource ToResource()
    {
        DisplayNames.Check(DisplayName, SignInAudience);
        RedirectUriRules.CheckCount(RedirectUris.Count, SignInAudience);
        foreach (RedirectUri uri in RedirectUris)
        {
            RedirectUriRules.Check(uri.Uri, uri.Platform, SignInAudience);
        }

        return new ApplicationResource
        {
            DisplayName = DisplayName,
            SignInAudience = SignInAudience.ToGraph(),
            Api = DisplayNames.TokenVersionFor(SignInAudience),
            Web = UrisFor(RedirectPlatform.Web) is { } web ? new ApplicationResource.WebPart { RedirectUris = web } : null,
            Spa = UrisFor(RedirectPlatform.Spa) is { } spa ? new ApplicationResource.RedirectPart { RedirectUris = spa } : null,
            PublicClient = UrisFor(RedirectPlatform.PublicClient) is { } client ? new ApplicationResource.RedirectPart { RedirectUris = client } : null,
        };
    }

    private List<string>? UrisFor(RedirectPlatform platform) =>
        RedirectUris.Where(uri => uri.Platform == platform).Select(uri => uri.Uri).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } uris ? uris : null;
}

/// <summary>What is to be different about an app; null leaves a thing as it is.</summary>
public sealed record AppChange
{
    /// <summary>A new display name.</summary>
    public string? NewDisplayName { get; init; }

    /// <summary>Who may sign in.</summary>
    public SignInAudience? SignInAudience { get; init; }

    /// <summary>Implicit grant of access tokens.</summary>
    public bool? IssueAccessTokens { get; init; }

    /// <summary>Implicit and hybrid grant of id tokens.</summary>
    public bool? IssueIdTokens { get; init; }

    /// <summary>Public client flows.</summary>
    public bool? AllowPublicClient { get; init; }

    /// <summary>Whether users see it in My Apps.</summary>
    public bool? VisibleToUsers { get; init; }

    /// <summary>The home page.</summary>
    public string? HomePage { get; init; }

    /// <summary>The body that makes the difference; null when there is none.</summary>
    internal ApplicationResource? ToResource(ApplicationResource now)
    {
        bool renames = NewDisplayName is not null && NewDisplayName != now.DisplayName;
        bool regroups = SignInAudience is { } audience && audience.ToGraph() != now.SignInAudience;
        bool reissues = (IssueAccessTokens is { } access && access != (now.Web?.ImplicitGrantSettings?.EnableAccessTokenIssuance ?? false))
            || (IssueIdTokens is { } id && id != (now.Web?.ImplicitGrantSettings?.EnableIdTokenIssuance ?? false));
        bool rehomes = HomePage is not null && HomePage != now.Web?.HomePageUrl;
        bool reopens = AllowPublicClient is { } open && open != (now.IsFallbackPublicClient ?? false);
        if (!(renames || regroups || reissues || rehomes || reopens))
        {
            return null;
        }

        if (renames)
        {
            DisplayNames.Check(NewDisplayName!, SignInAudience ?? SignInAudiences.Parse(now.SignInAudience) ?? default);
        }

        return new ApplicationResource
        {
            DisplayName = renames ? NewDisplayName : null,
            SignInAudience = regroups ? SignInAudience!.Value.ToGraph() : null,
            Api = regroups ? DisplayNames.TokenVersionFor(SignInAudience!.Value) : null,
            IsFallbackPublicClient = reopens ? AllowPublicClient : null,
            Web = reissues || rehomes
                ? new ApplicationResource.WebPart
                {
                    HomePageUrl = rehomes ? HomePage : null,
                    ImplicitGrantSettings = reissues
                        ? new ApplicationResource.ImplicitGrantPart
                        {
                            EnableAccessTokenIssuance = IssueAccessTokens ?? now.Web?.ImplicitGrantSettings?.EnableAccessTokenIssuance ?? false,
                            EnableIdTokenIssuance = IssueIdTokens ?? now.Web?.ImplicitGrantSettings?.EnableIdTokenIssuance ?? false,
                        }
                        : null,
                }
                : null,
        };
    }
}

/// <summary>Limits that depend on who may sign in.</summary>
internal static class DisplayNames
{
    /// <summary>Source: https://learn.microsoft.com/entra/identity-platform/supported-accounts-validation.</summary>
    internal static void Check(string name, SignInAudience audience)
    {
        int limit = audience.IncludesPersonal() ? 90 : 120;
        if (string.IsNullOrWhiteSpace(name) || name.Length > limit)
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"A display name for {audience} accounts has 1 to {limit} characters, and this one has {name.Trim().Length}.",
                "Choose another -DisplayName")
            {
                Target = name,
            };
        }
    }

    /// <summary>Personal accounts take v2 tokens only, and Graph refuses the audience unless both come in one request.</summary>
    internal static ApplicationResource.ApiPart? TokenVersionFor(SignInAudience audience) =>
        audience.IncludesPersonal() ? new ApplicationResource.ApiPart { RequestedAccessTokenVersion = 2 } : null;
}
