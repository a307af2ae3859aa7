using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using MicrosoftOAuth.Sandbox.Server.Tenants;

namespace MicrosoftOAuth.Sandbox.Server.Proxy;

/// <summary>Brings a request from the wire to the practice tenant, and its answer back.</summary>
/// <param name="tenant">The tenant.</param>
/// <param name="observers">Who is told of the exchanges.</param>
internal sealed class TenantApplication(ServedTenant tenant, IReadOnlyList<IExchangeObserver> observers)
{
    private static readonly HashSet<string> Hosts = new(PracticeTenant.HostNames, StringComparer.OrdinalIgnoreCase);

    public async Task AnswerAsync(HttpContext context)
    {
        if (!Hosts.Contains(context.Request.Host.Host) || !IsPortOfThisServer(context))
        {
            await RefuseAsync(context, StatusCodes.Status421MisdirectedRequest, "The Host header names none of the practice tenant's hosts.");
            return;
        }

        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (target.Length == 0 || target[0] != '/' || !Uri.TryCreate("https://" + context.Request.Host.Host + target, UriKind.Absolute, out var address))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "The request's target is not a path.");
            return;
        }

        var body = await ReadBodyAsync(context);
        PracticeAnswer? answer = null;
        try
        {
            answer = await tenant.Current.AnswerAsync(context.Request.Method, address, ReadHeaders(context.Request), body, context.RequestAborted);
            await WriteAsync(context.Response, answer, context.RequestAborted);
            if (answer.IsTruncated)
                context.Abort();
        }
        catch (HttpRequestException)
        {
            // A fault was ordered that drops the connection.
            context.Abort();
        }
        finally
        {
            foreach (var observer in observers)
                observer.Answered(context.Request.Method, address, body, answer);
        }
    }

    /// <summary>443, or for those who map the host names themselves the port that they came to.</summary>
    private static bool IsPortOfThisServer(HttpContext context) =>
        context.Request.Host.Port is not { } port || port == 443 || port == context.Connection.LocalPort;

    private static async ValueTask<string> ReadBodyAsync(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
            return "";
        var input = context.Request.BodyReader;
        while (true)
        {
            var read = await input.ReadAsync(context.RequestAborted);
            if (read.IsCompleted)
            {
                var body = Encoding.UTF8.GetString(read.Buffer);
                input.AdvanceTo(read.Buffer.End);
                return body;
            }

            input.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static Dictionary<string, string> ReadHeaders(HttpRequest request)
    {
        var headers = new Dictionary<string, string>(request.Headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var header in request.Headers)
            headers[header.Key] = header.Value.Count == 1 ? header.Value[0]! : string.Join(", ", (IEnumerable<string?>)header.Value);
        return headers;
    }

    private static async Task WriteAsync(HttpResponse response, PracticeAnswer answer, CancellationToken cancellationToken)
    {
        response.StatusCode = answer.Status;
        if (answer.ContentType.Length > 0)
            response.ContentType = answer.ContentType;
        foreach (var header in answer.Headers)
            response.Headers.Append(header.Key, header.Value);
        if (answer.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return;

        // A body that a fault cut off is announced longer than it is.
        response.ContentLength = Encoding.UTF8.GetByteCount(answer.Body) + (answer.IsTruncated ? 1 : 0);
        Encoding.UTF8.GetBytes(answer.Body, response.BodyWriter);
        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private static async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(reason + "\n", context.RequestAborted);
    }
}
