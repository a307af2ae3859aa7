namespace MicrosoftOAuth.Conformance.Schema;

/// <summary>What Microsoft Graph v1.0 sends although its schema does not declare it.</summary>
internal static class UndeclaredProperties
{
    private static readonly HashSet<(string Type, string Property)> Known =
    [
        // In the recordings of 2022 to 2024.
        ("microsoft.graph.servicePrincipal", "createdDateTime"),

        // On every group, never meant to be there and never taken back (microsoft-graph-docs, numbers 8646 and 15009).
        ("microsoft.graph.group", "creationOptions"),
    ];

    public static bool AreSentAnyway(string type, string property) => Known.Contains((type, property));
}
