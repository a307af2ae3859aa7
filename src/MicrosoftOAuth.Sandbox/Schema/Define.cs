namespace MicrosoftOAuth.Sandbox.Schema;

/// <summary>Short words to define properties with.</summary>
internal static class Define
{
    public static Property Text(string name, Access access = Access.Write) => new(name, ScalarType.String, Access: access);

    public static Property Flag(string name, string standard = "null", Access access = Access.Write) => new(name, ScalarType.Boolean, standard, access);

    public static Property Number(string name) => new(name, ScalarType.Int32);

    public static Property Id(string name, Access access = Access.Write) => new(name, ScalarType.Guid, Access: access);

    public static Property Time(string name, Access access = Access.Write) => new(name, ScalarType.Time, Access: access);

    public static Property Binary(string name) => new(name, ScalarType.Binary);

    public static Property Texts(string name, Access access = Access.Write) => List(name, ScalarType.String, access);

    public static Property List(string name, EdmType item, Access access = Access.Write) => new(name, new ListType(item), "[]", access);

    /// <summary>A value that is never null: whoever makes the structure must bring it.</summary>
    public static Property Required(string name, EdmType type) => new(name, type) { IsRequired = true };

    /// <summary>A flag that is never null.</summary>
    public static Property FirmFlag(string name, string standard) => new(name, ScalarType.Boolean, standard) { IsRequired = true };

    /// <summary>A structure that is always there.</summary>
    public static Property Structure(string name, Shape shape, Access access = Access.Write) => new(name, shape, shape.DefaultJson, access);

    /// <summary>A structure that is null until somebody writes it.</summary>
    public static Property Optional(string name, Shape shape, Access access = Access.Write) => new(name, shape, Access: access);
}
