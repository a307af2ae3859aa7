using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MicrosoftOAuth.Sandbox.Server.Proxy;

/// <summary>Brings a request from the wire to the practice tenant, and its answer back.</summary>
internal sealed class TenantApplication(PracticeTenant tenant) : IDisposable
{
    private static readonly HashSet<string> Hosts = new(PracticeTenant.HostNames, StringComparer.OrdinalIgnoreCase);

    private readonly HttpMessageInvoker invoker = new(tenant.CreateHandler());

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

        using var request = await ReadAsync(context, address);
        try
        {
            using var response = await invoker.SendAsync(request, context.RequestAborted);
            await WriteAsync(context, response);
        }
        catch (HttpRequestException)
        {
            // A fault was ordered that drops the connection.
            context.Abort();
        }
    }

    public void Dispose() => invoker.Dispose();

    /// <summary>443, or for those who map the host names themselves the port that they came to.</summary>
    private static bool IsPortOfThisServer(HttpContext context) =>
        context.Request.Host.Port is not { } port || port == 443 || port == context.Connection.LocalPort;

    private static async Task<HttpRequestMessage> ReadAsync(HttpContext context, Uri address)
    {
        var request = new HttpRequestMessage(new(context.Request.Method), address);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length > 0)
            request.Content = new ByteArrayContent(body.GetBuffer(), 0, (int)body.Length);
        foreach (var header in context.Request.Headers)
        {
            if (!header.Key.StartsWith(':') && !request.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string?>)header.Value))
                request.Content?.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string?>)header.Value);
        }

        return request;
    }

    private static async Task WriteAsync(HttpContext context, HttpResponseMessage response)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        Copy(context.Response.Headers, response.Headers);
        Copy(context.Response.Headers, response.Content.Headers);
        var body = await response.Content.ReadAsByteArrayAsync(context.RequestAborted);
        if (context.Response.StatusCode is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
            return;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static void Copy(IHeaderDictionary target, HttpHeaders source)
    {
        foreach (var header in source.NonValidated)
            target.Append(header.Key, header.Value.ToArray());
    }

    private static async Task RefuseAsync(HttpContext context, int status, string reason)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync(reason + "\n", context.RequestAborted);
    }
}
