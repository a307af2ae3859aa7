using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Says whether the session's token, a given one, or an app holds permissions or what a call takes.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MsOAuthPermission", DefaultParameterSetName = NameSet)]
[OutputType(typeof(bool))]
[OutputType(typeof(PermissionCheck))]
public sealed class TestPermissionCommand : OAuthCommand
{
    private const string NameSet = "Permission";
    private const string CallSet = "Call";

    /// <summary>The permissions, by name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NameSet)]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    public string[] Permission { get; set; } = [];

    /// <summary>The call's HTTP method.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = CallSet)]
    public string Method { get; set; } = "GET";

    /// <summary>The call's address, as you would type it; placeholders such as {id} are fine.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = CallSet)]
    public string Uri { get; set; } = string.Empty;

    /// <summary>A token to look into, instead of the session's: an object of Get-MsOAuthToken, a SecureString or text.</summary>
    [Parameter]
    public object? Token { get; set; }

    /// <summary>The client id of the app to look at, instead of a token.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("AppId", "ApplicationId")]
    public string? ClientId { get; set; }

    /// <summary>The object id of the app's registration; never a client id.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ObjectId { get; set; }

    /// <summary>The app's display name; an error where several apps share it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AppNameCompleter))]
    public string? DisplayName { get; set; }

    /// <summary>Writes one object for each permission or call, with the commands that mend what is missing.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    private bool IsCall => ParameterSetName == CallSet;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        PermissionHolder holder = await HolderAsync(cancellationToken);
        PermissionCheck[] checks = IsCall
            ? [PermissionJudge.Check(holder, Method, Uri)]
            : [.. Permission.Select(name => PermissionJudge.Check(holder, name))];
        if (Detailed)
        {
            WriteObject(checks, enumerateCollection: true);
        }
        else if (Array.Find(checks, check => check.IsHeld is null) is { } unknown)
        {
            throw new OAuthException(
                OAuthErrorKind.NotFound,
                $"Whether {unknown.Method} {unknown.Uri} will be let through cannot be told. {unknown.Reason}",
                "Try the call: Invoke-MsOAuthRequest explains a refusal; or test a permission by name: Test-MsOAuthPermission -Permission <name>")
            {
                Target = Uri,
            };
        }
        else
        {
            WriteObject(Array.TrueForAll(checks, check => check.IsHeld == true));
        }
    }

    private async Task<PermissionHolder> HolderAsync(CancellationToken cancellationToken)
    {
        bool isOfApp = (ClientId ?? ObjectId ?? DisplayName) is not null;
        if (Token is not null)
        {
            if (isOfApp)
            {
                throw new OAuthException(OAuthErrorKind.InvalidArgument, "A token and an app were both named.", "Leave out -Token to test what the app was granted, or the app to test the token");
            }

            return PermissionHolder.Of(TokenClaims.Read(TokenText.Of(Token)));
        }

        PermissionHolders holders = new(ResolveContext(), Reports);
        if (isOfApp)
        {
            return await holders.OfAppAsync(new AppReference(ClientId, ObjectId, DisplayName), cancellationToken);
        }

        PermissionHolder session = await holders.OfSessionAsync(IsCall, cancellationToken);
        return Detailed ? await holders.WithAppAsync(session, cancellationToken) : session;
    }
}
