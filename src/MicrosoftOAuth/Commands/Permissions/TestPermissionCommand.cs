using System.Management.Automation;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Parameters;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Says whether the session's token, or a given one, holds permissions.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MsOAuthPermission")]
[OutputType(typeof(bool))]
[OutputType(typeof(PermissionCheck))]
public sealed class TestPermissionCommand : OAuthCommand
{
    /// <summary>The permissions, by name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(PermissionCompleter))]
    public string[] Permission { get; set; } = [];

    /// <summary>A token to look into, instead of the session's: an object of Get-MsOAuthToken, a SecureString or text.</summary>
    [Parameter]
    public object? Token { get; set; }

    /// <summary>Writes one object for each permission, with the commands that mend what is missing.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        TokenClaims claims = TokenClaims.Read(Token is null
            ? (await ResolveContext().GetTokenAsync([], TokenChoice.Cached, Reports, cancellationToken)).Reveal()
            : TokenText.Of(Token));
        PermissionCheck[] checks = [.. Permission.Select(name => PermissionCheck.Of(name, claims))];
        if (Detailed)
        {
            WriteObject(checks, enumerateCollection: true);
        }
        else
        {
            WriteObject(Array.TrueForAll(checks, check => check.IsHeld));
        }
    }
}
