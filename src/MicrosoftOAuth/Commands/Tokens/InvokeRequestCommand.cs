using System.Collections;
using System.Management.Automation;
using System.Text.Json;
using MicrosoftOAuth.Core;
using MicrosoftOAuth.Pipeline;

namespace MicrosoftOAuth.Commands;

/// <summary>Calls Microsoft Graph or another of Microsoft's APIs with the session's token.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "MsOAuthRequest", SupportsShouldProcess = true)]
[OutputType(typeof(PSObject))]
[OutputType(typeof(string))]
public sealed class InvokeRequestCommand : OAuthCommand
{
    private readonly List<string> _batch = [];

    /// <summary>The HTTP method.</summary>
    [Parameter]
    [ValidateSet("GET", "POST", "PATCH", "PUT", "DELETE")]
    public string Method { get; set; } = "GET";

    /// <summary>A path of Microsoft Graph such as /me, or a whole address.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Uri { get; set; } = string.Empty;

    /// <summary>The body: JSON text, or a hashtable or object that becomes JSON.</summary>
    [Parameter]
    public object? Body { get; set; }

    /// <summary>More headers, such as @{ ConsistencyLevel = 'eventual' }.</summary>
    [Parameter]
    public Hashtable Headers { get; set; } = [];

    /// <summary>Follows the pages of a collection and writes its items.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Collects the addresses of the pipeline and reads them in batches of 20; for paths of Microsoft Graph.</summary>
    [Parameter]
    public SwitchParameter Batch { get; set; }

    /// <summary>Fails at once where a person would have to be asked.</summary>
    [Parameter]
    public SwitchParameter NonInteractive { get; set; }

    /// <summary>How long it may take for one input, in seconds; left out, as long as the session and the service's own waits allow.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int? TimeoutSeconds { get; set; }

    /// <inheritdoc/>
    protected override TimeSpan? Limit => TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        OAuthContext context = ContextFor(NonInteractive);
        if (Batch)
        {
            Collect();
            return;
        }

        if (Method != "GET" && !ShouldProcess(Uri, Method))
        {
            return;
        }

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry header in Headers)
        {
            headers[header.Key.ToString()!] = LanguagePrimitives.ConvertTo<string>(header.Value);
        }

        string? body = Body is null ? null : JsonObjects.ToJson(Body);
        await foreach (JsonElement answer in new ApiCaller(context, Reports).CallAsync(Method, Uri, body, headers, All, cancellationToken))
        {
            bool isCollection = answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("value", out JsonElement items) && items.ValueKind == JsonValueKind.Array;
            if (All && isCollection)
            {
                foreach (JsonElement item in answer.GetProperty("value").EnumerateArray())
                {
                    WriteObject(JsonObjects.FromJson(item));
                }
            }
            else
            {
                WriteObject(JsonObjects.FromJson(answer));
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task CompleteAsync(CancellationToken cancellationToken)
    {
        if (_batch.Count == 0)
        {
            return;
        }

        await foreach (BatchAnswer answer in new BatchCaller(ContextFor(NonInteractive), Reports).ReadAsync(_batch, cancellationToken))
        {
            if (answer.Failure is not null)
            {
                WriteFailure(answer.Failure, answer.Path);
            }
            else if (answer.Answer is { } json)
            {
                WriteObject(JsonObjects.FromJson(json));
            }
        }
    }

    private void Collect()
    {
        if (Method != "GET" || Body is not null || Headers.Count > 0 || All || Uri.Contains("://"))
        {
            throw new OAuthException(
                OAuthErrorKind.InvalidArgument,
                "A batch reads paths of Microsoft Graph such as /me, without body, headers or -All.",
                "Leave out -Batch, or the parameter that does not go with it")
            {
                Target = Uri,
            };
        }

        _batch.Add(Uri);
    }
}
