using System.Text.Json;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.OData;
using MicrosoftOAuth.Sandbox.Schema;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>Writes objects of the directory as the Graph does: every property of the shape, in its order, the unset ones with their defaults.</summary>
/// <param name="directory">Where related objects are.</param>
/// <param name="select">The properties to write; null for the usual ones of each object.</param>
/// <param name="expand">The relationship to bring along; null for none.</param>
/// <param name="isTyped">Whether to say of each object of what type it is, as where a list holds several.</param>
internal sealed class ObjectWriter(TenantDirectory directory, IReadOnlyList<Property>? select, ExpandTerm? expand, bool isTyped)
{
    /// <summary>Whether keyCredentials, where they are selected, come with their keys.</summary>
    public bool ShowsKeys { get; init; }

    public void Write(Utf8JsonWriter writer, DirectoryObject item)
    {
        writer.WriteStartObject();
        WriteMembers(writer, item);
        writer.WriteEndObject();
    }

    /// <summary>The same without the braces.</summary>
    public void WriteMembers(Utf8JsonWriter writer, DirectoryObject item)
    {
        if (isTyped)
            writer.WriteString("@odata.type", "#" + item.Shape.Name);
        foreach (var property in select ?? item.DefaultShape.Properties)
        {
            if (isTyped && select is not null && item.Shape.Find(property.Name) is null)
                continue;
            writer.WritePropertyName(property.EncodedName);
            if (ShowsKeys && select is not null && property.Name == "keyCredentials")
                KeyCredentials.WithKeys(item).WriteTo(writer);
            else if (!item.TryLook(property.Name, out var value))
                writer.WriteRawValue(property.DefaultUtf8, skipInputValidation: true);
            else if (value is null)
                writer.WriteNullValue();
            else
                value.WriteTo(writer);
        }

        if (expand is not null)
            WriteRelated(writer, item, expand);
    }

    private void WriteRelated(Utf8JsonWriter writer, DirectoryObject item, ExpandTerm term)
    {
        var navigation = Navigation.Find(item.Shape, term.Navigation);
        var inner = new ObjectWriter(directory, QueryOptions.ReadSelect(term.SelectText, navigation.Target), expand: null, navigation.IsMixed);
        writer.WriteStartArray(term.Navigation);
        foreach (var related in navigation.Related(item, directory).Where(directory.IsVisible).Take(ExpandTerm.MostItems))
            inner.Write(writer, related);
        writer.WriteEndArray();
    }
}
