using System.Text.Json;

namespace MicrosoftOAuth.Core;

/// <summary>permissions.json as it was found.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Source">Where it is from, with the commit where that is known.</param>
/// <param name="Date">The day of its last change, UTC.</param>
internal sealed record PermissionsDocument(byte[] Content, string Source, DateTimeOffset Date)
{
    /// <summary>More than twenty times of what it was in 2026. What is larger is something else.</summary>
    internal const int SizeLimit = 64 * 1024 * 1024;

    private const string Repository = "microsoftgraph/microsoft-graph-devx-content";
    private const string FilePath = "permissions/new/permissions.json";
    private const string Branch = "master";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    /// <summary>What is downloaded, in words.</summary>
    internal static string Address => $"https://github.com/{Repository}/blob/{Branch}/{FilePath}";

    /// <summary>Reads a file. Its date is that of its last writing, or today where that is yet to come: no list could replace such a one.</summary>
    /// <exception cref="OAuthException"><see cref="OAuthErrorKind.InvalidArgument"/>: it is absent, too large or cannot be read.</exception>
    internal static PermissionsDocument Read(string path, TimeProvider clock, IProgress<OAuthReport>? reports)
    {
        try
        {
            FileInfo file = new(path);
            return file.Length > SizeLimit
                ? throw TooLarge(path, OAuthErrorKind.InvalidArgument)
                : new PermissionsDocument(File.ReadAllBytes(path), path, DayOf(Past(path, new DateTimeOffset(file.LastWriteTimeUtc), clock.GetUtcNow(), reports)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OAuthException(OAuthErrorKind.InvalidArgument, $"'{path}' cannot be read: {e.Message}", $"Pass the path of Microsoft's permissions.json, from {Address}", e) { Target = path };
        }
    }

    private static DateTimeOffset Past(string path, DateTimeOffset written, DateTimeOffset now, IProgress<OAuthReport>? reports)
    {
        if (written <= now)
        {
            return written;
        }

        reports?.Report(new WarningReport($"{path} was last written on {written:yyyy-MM-dd}, which is yet to come, so the list counts as of today ({now:yyyy-MM-dd})."));
        return now;
    }

    /// <summary>Downloads the newest one from Microsoft's repository. No token is sent along.</summary>
    internal static Task<PermissionsDocument> DownloadAsync(Wire wire, IProgress<OAuthReport>? reports, CancellationToken cancellationToken) => new SignInLimit(s_limit, wire.Clock).RunAsync(
        limited => DownloadWithinAsync(wire, reports, limited),
        e => new OAuthException(OAuthErrorKind.Timeout, $"permissions.json was not here within {s_limit.TotalMinutes:N0} minutes.", OrByPath, e),
        cancellationToken);

    private static string OrByPath => $"Try again later, or download it by other means and pass it: Update-MsOAuthPermissionCatalog -Path permissions.json; it is {Address}";

    private static async Task<PermissionsDocument> DownloadWithinAsync(Wire wire, IProgress<OAuthReport>? reports, CancellationToken cancellationToken)
    {
        (string? commit, DateTimeOffset date) = await NewestCommitAsync(wire, reports, cancellationToken).ConfigureAwait(false);
        Uri address = new($"https://raw.githubusercontent.com/{Repository}/{commit ?? Branch}/{FilePath}");
        using ApiRequest request = new(HttpMethod.Get, address, reports);
        using HttpResponseMessage response = await SendAsync(wire, request, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw new OAuthException(OAuthErrorKind.ServiceUnavailable, $"{address.Host} answered {(int)response.StatusCode} when asked for permissions.json.", OrByPath);
        }

        try
        {
            return new PermissionsDocument(await ReadAsync(response, cancellationToken).ConfigureAwait(false), $"{Repository} {FilePath}@{commit ?? Branch}", DayOf(date));
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            throw new OAuthException(OAuthErrorKind.ServiceUnavailable, "The download of permissions.json broke off.", OrByPath, e);
        }
    }

    private static async Task<HttpResponseMessage> SendAsync(Wire wire, ApiRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await wire.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (OAuthException e) when (e.Kind == OAuthErrorKind.ServiceUnavailable)
        {
            throw new OAuthException(OAuthErrorKind.ServiceUnavailable, $"permissions.json could not be had from {request.RequestUri!.Host}. {e.Message}", OrByPath, e);
        }
    }

    /// <summary>The commit that changed it last; none where GitHub is not reached or does not say, as it does to those who ask too often.</summary>
    private static async Task<(string? Commit, DateTimeOffset Date)> NewestCommitAsync(Wire wire, IProgress<OAuthReport>? reports, CancellationToken cancellationToken)
    {
        string why;
        using ApiRequest request = new(HttpMethod.Get, new Uri($"https://api.github.com/repos/{Repository}/commits?path={FilePath}&per_page=1"), reports);
        request.Headers.Accept.ParseAdd("application/vnd.github+json");
        try
        {
            using HttpResponseMessage response = await wire.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken).ConfigureAwait(false);
            why = $"status {(int)response.StatusCode}";
            if (response.IsSuccessStatusCode)
            {
                using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
                JsonElement newest = answer.RootElement[0];
                string commit = newest.GetProperty("sha").GetString() ?? string.Empty;
                DateTimeOffset date = newest.GetProperty("commit").GetProperty("committer").GetProperty("date").GetDateTimeOffset();
                if (commit.Length == 40 && commit.All(Uri.IsHexDigit))
                {
                    return (commit, date);
                }
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IndexOutOfRangeException)
        {
            // The commit is a detail: the file itself is what is wanted.
            why = e.Message;
        }
        catch (OAuthException e) when (e.Kind == OAuthErrorKind.ServiceUnavailable)
        {
            why = e.Message;
        }

        reports?.Report(new VerboseReport($"GitHub did not say which commit is the newest ({why}); the branch {Branch} is taken as it is."));
        return (null, wire.Clock.GetUtcNow());
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using MemoryStream content = new();
        byte[] part = new byte[81920];
        int read;
        while ((read = await body.ReadAsync(part.AsMemory(), cancellationToken).ConfigureAwait(false)) > 0)
        {
            await content.WriteAsync(part.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            if (content.Length > SizeLimit)
            {
                throw TooLarge("The download", OAuthErrorKind.ServiceError);
            }
        }

        return content.ToArray();
    }

    private static OAuthException TooLarge(string what, OAuthErrorKind kind) =>
        new(kind, $"{what} is larger than {SizeLimit / 1024 / 1024} MB, and Microsoft's permissions.json is not.", $"Look at it: {Address}");

    private static DateTimeOffset DayOf(DateTimeOffset time) => new(time.UtcDateTime.Date, TimeSpan.Zero);
}
