using System.Globalization;
using System.Management.Automation;

namespace MicrosoftOAuth.Parameters;

/// <summary>Takes a number for seconds, where PowerShell would take it for ticks of a ten-millionth of one.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => ToTime(inputData);

    /// <summary>The time that a number of seconds says; anything else as it is.</summary>
    internal static object? ToTime(object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            int or long or double or decimal or float => TimeSpan.FromSeconds(System.Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) => TimeSpan.FromSeconds(seconds),
            _ => value,
        };
}
