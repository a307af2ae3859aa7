using System.Text.Json;
using System.Web;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Guide;

/// <summary>The example as a user runs it: twice in one practice tenant, with every stream open.</summary>
public sealed class ExampleTests : IClassFixture<ExampleTests.TwoRuns>
{
    private readonly TwoRuns _runs;

    public ExampleTests(TwoRuns runs) => _runs = runs;

    [Fact]
    public void Walks_the_whole_guide()
    {
        _runs.First.ThrowIfFailed();
        Assert.Contains("16. A call that is refused says why", _runs.Shown, StringComparison.Ordinal);
        Assert.Contains("It takes Notes.Create (delegated)", _runs.Shown, StringComparison.Ordinal);
        Assert.Contains("Done. Nango Integration has the client id", _runs.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_makes_nothing_twice()
    {
        _runs.Second.ThrowIfFailed();
        Assert.Equal(1, Count("@(Get-MsOAuthApp -Filter \"displayName eq 'Nango Integration'\").Count"));
        Assert.Equal(5, Count("@(Get-MsOAuthPermission -DisplayName 'Nango Integration').Count"));
        Assert.Equal(5, Count("@(Get-MsOAuthConsent -DisplayName 'Nango Integration' | Where-Object GrantedFor -eq 'Everyone').Count"));
        Assert.Equal(2, Count("(Get-MsOAuthApp -DisplayName 'Nango Integration').RedirectUris.Count"));
        Assert.Equal(1, Count("@(Get-MsOAuthOptionalClaim -DisplayName 'Nango Integration').Count"));
        Assert.Equal(1, Count("@(Get-MsOAuthIntegration -ApiKey ([System.Net.NetworkCredential]::new('', '5eed0000-0000-4000-8000-00006e616e67').SecurePassword)).Count"));
    }

    [Fact]
    public void No_secret_or_token_is_in_any_stream()
    {
        string[] secrets = [.. _runs.Requests.SelectMany(SecretsOf).Distinct(StringComparer.Ordinal)];

        // Two client secrets, and the tokens of an administrator, a user and the app: a search that knows fewer has learnt nothing.
        Assert.True(secrets.Length > 10, $"Only {secrets.Length} secrets are known.");
        Assert.Contains(_runs.Requests, request => request.ResponseBody.Contains("secretText", StringComparison.Ordinal));
        foreach (string text in _runs.AllText)
        {
            Assert.DoesNotContain(secrets, secret => text.Contains(secret, StringComparison.Ordinal));
        }

        Assert.Contains(_runs.AllText, text => text.Contains("POST https://graph.microsoft.com/v1.0/applications", StringComparison.Ordinal));
    }

    [SharedDataFact]
    public void Every_request_is_what_Microsofts_schema_declares()
    {
        GraphRequestSchema schema = new(Path.Combine(Repository.SharedData!, "graph-metadata", "v1.0.csdl"));
        Exchange[] graph = [.. _runs.Requests.Where(request => request.Uri.Host == "graph.microsoft.com")];
        Assert.True(graph.Length > 30, $"Only {graph.Length} requests were seen.");
        Assert.Empty(graph.SelectMany(schema.Judge).Distinct(StringComparer.Ordinal));
        Assert.NotEmpty(schema.Judge(new Exchange("POST", new Uri("https://graph.microsoft.com/v1.0/applications"), """{"displayNam":"x"}""", 201, "{}", "")));
    }

    [Fact]
    public void The_check_of_answers_sees_all_of_them()
    {
        object tenant = Assert.Single(PracticeTenantProbe.Opened(_runs.Session.Runspace));
        Assert.True(PracticeTenantProbe.Requests(tenant).Count >= _runs.Requests.Count);
    }

    private static IEnumerable<string> SecretsOf(Exchange request)
    {
        string[] names = ["secretText", "access_token", "refresh_token", "id_token", "client_secret", "token", "device_code"];
        IEnumerable<string> inBodies = new[] { request.RequestBody, request.ResponseBody }
            .Where(body => body.StartsWith('{'))
            .SelectMany(body => Values(JsonDocument.Parse(body).RootElement, names));
        var form = HttpUtility.ParseQueryString(request.RequestBody.StartsWith('{') ? string.Empty : request.RequestBody);
        IEnumerable<string> inForm = new[] { "client_secret", "code", "code_verifier", "refresh_token", "device_code" }.Select(name => form[name]).OfType<string>();
        return inBodies.Concat(inForm).Where(value => value.Length >= 16);
    }

    private static IEnumerable<string> Values(JsonElement json, string[] names) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member =>
            member.Value.ValueKind == JsonValueKind.String && names.Contains(member.Name) ? [member.Value.GetString()!] : Values(member.Value, names)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(item => Values(item, names)),
        _ => [],
    };

    private int Count(string script) => (int)_runs.Session.Run(script).Single.BaseObject;

    public sealed class TwoRuns : IDisposable
    {
        public TwoRuns()
        {
            Session = new ModuleSession();
            First = Run();
            Second = Run();
            Requests = PracticeTenantProbe.Requests(Session);
        }

        internal ModuleSession Session { get; }

        internal RunResult First { get; }

        internal RunResult Second { get; }

        internal IReadOnlyList<Exchange> Requests { get; }

        internal string Shown => Session.Host.Shown;

        internal IEnumerable<string> AllText => new[] { First, Second }.SelectMany(run => run.AllText).Append(Shown);

        public void Dispose() => Session.Dispose();

        private RunResult Run() => Session.Run("""
            $VerbosePreference = $DebugPreference = $InformationPreference = $WarningPreference = 'Continue'
            & $args[0]
            """, Repository.PathOf("examples", "register-app.ps1"));
    }
}
