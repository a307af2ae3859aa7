using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Text;

namespace MicrosoftOAuth.Sandbox.Directory;

/// <summary>An object of the directory. It keeps only the properties that somebody has set; its shape knows the others' defaults.</summary>
/// <param name="shape">Its type.</param>
/// <param name="id">Its object id.</param>
/// <param name="plan">What it is like until somebody writes to it; null for an object that begins with its id alone.</param>
internal abstract class DirectoryObject(Shape shape, string id, Plan? plan = null)
{
    private JsonObject? properties = plan is null ? new() { ["id"] = id } : null;
    private IObjectSet? set;

    public Shape Shape { get; } = shape;

    /// <summary>The properties that are shown to those who select none.</summary>
    public virtual Shape DefaultShape => Shape;

    public string Id { get; } = id;

    /// <summary>
    /// What has been set, by name, in the form the Graph writes it; to be written to. Whoever asks for it may change it, so
    /// the indexes of the object's set look at the object again before they are next used. It must not be kept beyond that.
    /// </summary>
    public JsonObject Properties
    {
        get
        {
            set?.Unsettle(this);
            return Grown;
        }
    }

    /// <summary>When replication has carried the object everywhere.</summary>
    public DateTimeOffset VisibleFrom { get; set; }

    /// <summary>When the object was put into the bin; null while it is not there.</summary>
    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>The object's place in its set: the order of creation.</summary>
    public int Slot { get; private set; } = -1;

    protected Plan? Plan { get; } = plan;

    /// <summary>The user or service principal that made the object; null where it was there from the start.</summary>
    public string? CreatedById { get; set; }

    private JsonObject Grown => properties ??= Plan!.Grow(this);

    /// <summary>All that is set, to be read only.</summary>
    public JsonObject Look() => properties ?? Plan!.Grow(this);

    /// <summary>A property as it is now, to be read only.</summary>
    /// <returns>Whether it is set.</returns>
    public bool TryLook(string name, out JsonNode? value)
    {
        if (properties is not null)
            return properties.TryGetPropertyValue(name, out value);
        value = Plan!.Value(this, name);
        return value is not null;
    }

    public string? Text(string name) => Grown[name]?.GetValue<string>();

    public bool? Flag(string name) => Grown[name]?.GetValue<bool>();

    public void Set(string name, string? value) => Properties[name] = value;

    public IReadOnlyList<string> Texts(string name) => Strings(Grown[name]);

    public JsonArray? List(string name) => Properties[name] as JsonArray;

    /// <summary>A structure among the properties, to be read only.</summary>
    protected JsonNode? Part(string name) => Grown[name];

    /// <summary>Marks the object as one of the bin's.</summary>
    public void MarkDeleted(DateTimeOffset now)
    {
        DeletedAt = now;
        Set("deletedDateTime", Instant.Graph(Instant.WholeSeconds(now)));
    }

    /// <summary>Takes that mark away.</summary>
    public void MarkRestored()
    {
        DeletedAt = null;
        Properties.Remove("deletedDateTime");
    }

    /// <summary>Called by the set that the object is in from now on.</summary>
    public void Enter(IObjectSet into, int slot) => (set, Slot) = (into, slot);

    /// <summary>Called by the set that the object was in.</summary>
    public void Leave() => set = null;

    protected static IReadOnlyList<string> Strings(JsonNode? list) =>
        list is JsonArray items ? [.. items.Select(item => item!.GetValue<string>())] : [];
}
