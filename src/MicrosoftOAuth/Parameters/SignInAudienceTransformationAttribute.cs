using System.Management.Automation;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Parameters;

/// <summary>Accepts Graph's own words (<c>AzureADMyOrg</c> and so on) for an account type.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SignInAudienceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        SignInAudiences.Parse(inputData?.ToString()) ?? inputData;
}
