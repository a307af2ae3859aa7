using System.Management.Automation;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Parameters;

/// <summary>Takes a secret that the user chose to hold as plain text for a SecureString.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text ? SecureText.From(text) : inputData;
}
