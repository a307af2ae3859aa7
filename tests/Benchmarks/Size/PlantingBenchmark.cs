using System.Diagnostics;
using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Benchmarks.Size;

/// <summary>
/// What it takes to make a tenant of many applications, in time and memory, over what it takes to parse as many small JSON
/// objects and keep them.
/// </summary>
internal static class PlantingBenchmark
{
    /// <summary>A registration as a list shows it, shortened to what is set.</summary>
    private const string SmallObject = """
        {"id":"00000000-0000-4000-8000-000000000000","appId":"00000000-0000-4000-8000-000000000001","createdDateTime":"2024-09-06T09:31:12Z",
        "displayName":"Finance Invoice Portal (Test)","publisherDomain":"contoso-practice.onmicrosoft.com","signInAudience":"AzureADMyOrg",
        "passwordCredentials":[{"customKeyIdentifier":null,"displayName":"Terraform","endDateTime":"2026-09-06T09:31:12Z","hint":"abc",
        "keyId":"00000000-0000-4000-8000-000000000002","secretText":null,"startDateTime":"2024-09-06T09:31:12Z"}],
        "requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-c000-000000000000",
        "resourceAccess":[{"id":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","type":"Scope"}]}]}
        """;

    internal static (PracticeTenant Tenant, PlantingFigures Figures) Run(int size)
    {
        // What is made once for the process (the permission index, the shapes) is no part of a tenant.
        _ = new PracticeTenant(new() { Size = 100 });
        _ = Parse(100);
        (PracticeTenant tenant, double planting, long tenantBytes) = Measure(() => new PracticeTenant(new() { Size = size, Seed = 1 }));
        (List<JsonNode> parsed, double parsing, long parsedBytes) = Measure(() => Parse(size));
        PlantingFigures figures = new(size, planting / parsing, (double)tenantBytes / parsedBytes, planting, tenantBytes / 1024.0 / 1024.0);
        GC.KeepAlive(parsed);
        return (tenant, figures);
    }

    private static List<JsonNode> Parse(int count)
    {
        List<JsonNode> objects = [];
        for (int index = 0; index < count; index++)
        {
            JsonObject parsed = JsonNode.Parse(SmallObject)!.AsObject();

            // A parsed object is bytes until somebody looks into it.
            _ = parsed.Count + parsed["passwordCredentials"]!.AsArray().Count;
            objects.Add(parsed);
        }

        return objects;
    }

    private static (T Made, double Milliseconds, long Bytes) Measure<T>(Func<T> make)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long start = Stopwatch.GetTimestamp();
        T made = make();
        double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        return (made, time, bytes);
    }
}

/// <summary>What it takes to make a tenant.</summary>
/// <param name="Size">Its number of applications.</param>
/// <param name="TimeRatio">Its time over that of parsing.</param>
/// <param name="MemoryRatio">Its memory over that of the parsed objects.</param>
/// <param name="Milliseconds">Its time.</param>
/// <param name="Megabytes">Its memory.</param>
internal sealed record PlantingFigures(int Size, double TimeRatio, double MemoryRatio, double Milliseconds, double Megabytes);
