using System.Management.Automation;
using System.Security;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Parameters;

/// <summary>
/// Takes a token or code in whichever form the user holds it: text, as it stands in a request; a SecureString; or an object that
/// carries one, of Get-MsOAuthToken or of another module.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TokenTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return bare is null or SecureString ? bare : SecureText.From(TokenText.Of(inputData!));
    }
}
