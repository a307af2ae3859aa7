using System.Text;

namespace MicrosoftOAuth.Core.Tests.Permissions.Updating;

/// <summary>Lists that are built like Microsoft's permissions.json.</summary>
internal static class ListOfPermissions
{
    /// <summary>Permissions <c>Practice1.Read</c> and so on, each with its own calls <c>/practice1/call1</c> and so on.</summary>
    internal static string Of(int permissions, int callsOfEach, string value = "least=Application", string scheme = "Application")
    {
        StringBuilder json = new("""{"$schema":"x","permissions":{""");
        for (int number = 1; number <= permissions; number++)
        {
            string paths = string.Join(',', Enumerable.Range(1, callsOfEach).Select(call => $"\"/practice{number}/call{call}\":\"{value}\""));
            json.Append(number == 1 ? string.Empty : ",").Append($$$"""
                "Practice{{{number}}}.Read":{"authorizationType":"oAuth2","schemes":{"{{{scheme}}}":{"adminDisplayName":"x","requiresAdminConsent":true,"privilegeLevel":2}},
                "pathSets":[{"schemeKeys":["{{{scheme}}}"],"methods":["GET"],"paths":{{{{paths}}}}}]}
                """);
        }

        return json.Append("}}").ToString();
    }

    /// <summary>One that is just large enough.</summary>
    internal static string Whole { get; } = Of(CatalogUpdater.FewestPermissions, CatalogUpdater.FewestCalls / CatalogUpdater.FewestPermissions);
}
