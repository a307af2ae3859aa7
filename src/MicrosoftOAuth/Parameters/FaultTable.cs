using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Parameters;

/// <summary>Reads a fault as users write it, in a hashtable.</summary>
internal static class FaultTable
{
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: an unknown name, or a value that is none.</exception>
    internal static PracticeFault Read(IDictionary table)
    {
        PropertyInfo[] known = [.. typeof(PracticeFault).GetProperties().Where(property => property.CanWrite)];
        PracticeFault fault = new();
        foreach (DictionaryEntry entry in table)
        {
            string name = entry.Key.ToString() ?? string.Empty;
            PropertyInfo property = Array.Find(known, one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                ?? throw Refusal($"A fault has no '{name}'; it has {string.Join(", ", known.Select(one => one.Name))}.");
            try
            {
                property.SetValue(fault, Convert(entry.Value, property.PropertyType));
            }
            catch (Exception e) when (e is PSInvalidCastException or TargetInvocationException)
            {
                throw Refusal($"'{entry.Value}' is no {property.Name} of a fault: {(e.InnerException ?? e).Message}");
            }
        }

        return fault;
    }

    private static object? Convert(object? value, Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) == typeof(TimeSpan)
            ? LanguagePrimitives.ConvertTo(SecondsTransformationAttribute.ToTime(value), type, CultureInfo.InvariantCulture)
            : LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);

    private static OAuthException Refusal(string message) => new(OAuthErrorKind.InvalidArgument, message, "See: Get-Help New-MsOAuthSandbox -Parameter Fault");
}
