using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>
/// What Microsoft Graph v1.0 was like on an earlier day. The days are those of its "What's new" pages where they have one;
/// otherwise they lie between the last recorded answer without the property and the first one with it.
/// </summary>
internal static class GraphHistory
{
    /// <summary>"What's new in Microsoft Graph", April 2024: new applications are for the own organization unless they say otherwise.</summary>
    private static readonly DateTimeOffset NarrowAudience = Day(2024, 4);

    private static readonly Dictionary<string, DateTimeOffset> Additions = new(StringComparer.Ordinal)
    {
        ["redirectUriSettings"] = Day(2022, 11),
        ["samlMetadataUrl"] = Day(2022, 11),
        ["servicePrincipalLockConfiguration"] = Day(2022, 11),
        ["requestSignatureVerification"] = Day(2022, 11),
        ["serviceProvisioningErrors"] = Day(2023, 5),
        ["uniqueName"] = NarrowAudience,
        ["nativeAuthenticationApisEnabled"] = Day(2024, 5),
    };

    /// <summary>The signInAudience of an application whose maker does not name one.</summary>
    public static string DefaultAudience(DateTimeOffset? asOf) =>
        asOf < NarrowAudience ? Audiences.OrganizationsAndPersonal : Audiences.MyOrganization;

    /// <summary>The answer without the properties that were added after a day.</summary>
    public static Answer AsOf(DateTimeOffset day, Answer answer)
    {
        if (answer.Status >= 300 || JsonBody.Read(answer.Body) is not { } body)
            return answer;
        var unknown = new HashSet<string>(Additions.Where(addition => addition.Value > day).Select(addition => addition.Key), StringComparer.Ordinal);
        RemoveFrom(body, unknown);
        return answer with { Body = body.ToJsonString(JsonFormat.Wire) };
    }

    private static void RemoveFrom(JsonNode? node, HashSet<string> unknown)
    {
        if (node is JsonObject members)
        {
            foreach (var name in unknown)
                members.Remove(name);
            foreach (var member in members)
                RemoveFrom(member.Value, unknown);
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
                RemoveFrom(item, unknown);
        }
    }

    private static DateTimeOffset Day(int year, int month) => new(year, month, 1, 0, 0, 0, TimeSpan.Zero);
}
