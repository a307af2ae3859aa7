using System.Diagnostics;
using MicrosoftOAuth.Core;

namespace MicrosoftOAuth.Benchmarks.Permissions;

/// <summary>What later answers cost, against a look-up of the same address in a dictionary, by turns.</summary>
internal static class LaterAnswers
{
    private const int Turns = 401;

    // So many that both sides take about the same short time: on a busy machine the longer one would be interrupted more often.
    private const int OurRepeats = 20;
    private const int TheirRepeats = 300;

    private const string Id = "4562bcc8-c436-4f95-b7c0-4f8ce89dca5e";

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(5);

    /// <summary>Addresses as users type them; none of them is asked for twice running.</summary>
    private static readonly string[] s_addresses =
    [
        "https://graph.microsoft.com/v1.0/me",
        "/me/messages",
        $"https://graph.microsoft.com/v1.0/users/{Id}/messages?$top=10",
        "/v1.0/users/AdeleV@contoso.onmicrosoft.com/mailFolders/inbox/messages/AAMkAGViNDU7zAAAAA7zAAAZb2ckAAA=/attachments",
        $"https://graph.microsoft.com/v1.0/applications/{Id}?$select=id,displayName",
        "/applications(appId='4562bcc8-c436-4f95-b7c0-4f8ce89dca5e')",
        $"https://graph.microsoft.us/v1.0/groups/{Id}/members",
        $"/groups/{Id}/transitiveMembers/microsoft.graph.user",
        "https://graph.microsoft.com/v1.0/me/drive/root:/Documents/Report%202026.docx:/content",
        "https://graph.microsoft.com/v1.0/me/drive/items/01BYE5RZ6QN3ZWBTUFOFD3GSPGOHDJD36K/workbook/worksheets/Sheet1/range(address='A1:B2')",
        $"/teams/{Id}/channels/19:561fbdbbfca848a484f0a6f00ce9dbbd@thread.tacv2/messages",
        "/reports/getOffice365ServicesUserCounts(period='D7')",
        $"https://graph.microsoft.com/beta/deviceManagement/managedDevices/{Id}",
        "/sites/contoso.sharepoint.com,2C712604-1370-44E7-A1F5-426573FDA80A,2D2244C3-251A-49EA-93A8-39E1C3A060FE/lists",
        $"/identityGovernance/accessReviews/definitions/{Id}/instances",
        "https://graph.microsoft.com/v1.0/servicePrincipals?$filter=displayName eq 'Contoso'&$count=true",
    ];

    /// <summary>Measures.</summary>
    internal static LaterFigures Measure()
    {
        Dictionary<string, PermissionAnswer> known = new(StringComparer.Ordinal);
        foreach (string address in s_addresses)
        {
            known.Add(new string(address), PermissionFinder.Find("GET", address));
        }

        // The runtime compiles anew what runs often, in the background, which takes its time on a busy machine.
        for (long start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < s_warmUp;)
        {
            Ours();
            Theirs(known);
        }

        List<(double Ours, double Dictionary)> samples = [];
        for (int turn = 0; turn < Turns; turn++)
        {
            // Who goes first changes, so that neither always finds the caches as the other left them.
            double first = turn % 2 == 0 ? Ours() : Theirs(known);
            double second = turn % 2 == 0 ? Theirs(known) : Ours();
            samples.Add(turn % 2 == 0 ? (first, second) : (second, first));
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Ours();
        double bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / (OurRepeats * s_addresses.Length);
        return new LaterFigures(
            Median.Of(samples.Select(sample => sample.Ours / sample.Dictionary)),
            Median.Of(samples.Select(sample => sample.Ours)),
            Median.Of(samples.Select(sample => sample.Dictionary)),
            bytes);
    }

    private static double Ours()
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < OurRepeats; i++)
        {
            foreach (string address in s_addresses)
            {
                Check(PermissionFinder.Find("GET", address));
            }
        }

        return Nanoseconds(start, OurRepeats);
    }

    private static double Theirs(Dictionary<string, PermissionAnswer> known)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < TheirRepeats; i++)
        {
            foreach (string address in s_addresses)
            {
                Check(known[address]);
            }
        }

        return Nanoseconds(start, TheirRepeats);
    }

    private static double Nanoseconds(long start, int repeats) => Stopwatch.GetElapsedTime(start).TotalNanoseconds / (repeats * s_addresses.Length);

    private static void Check(PermissionAnswer answer)
    {
        if (!answer.HasData)
        {
            throw new InvalidOperationException("An address of the benchmark is not listed.");
        }
    }
}

/// <summary>What later answers cost.</summary>
/// <param name="Ratio">Over a look-up in a dictionary.</param>
/// <param name="Nanoseconds">An answer.</param>
/// <param name="DictionaryNanoseconds">A look-up in a dictionary.</param>
/// <param name="Bytes">What an answer allocates.</param>
internal sealed record LaterFigures(double Ratio, double Nanoseconds, double DictionaryNanoseconds, double Bytes);
