using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace MicrosoftOAuth.Sandbox.Server.Control;

/// <summary>
/// Serves the control page on a loopback port of its own. Any page in the person's browser can send requests there, so the
/// Host must be this server's own (a name that was made to point to 127.0.0.1 is refused), nothing but the reset button
/// changes anything, and that one knows a token that only this page has.
/// </summary>
internal sealed class ControlApplication(PracticeServer server)
{
    private const int LongestForm = 1024;

    private readonly string token = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    public Task AnswerAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        if (!IsOwnHost(context))
            return SayAsync(context, StatusCodes.Status421MisdirectedRequest, "The Host header is not this server's.\n");
        return (context.Request.Method, context.Request.Path.Value) switch
        {
            ("GET" or "HEAD", "/") => SayAsync(context, StatusCodes.Status200OK, ControlPage.Write(server, token), "text/html"),
            ("GET" or "HEAD", "/page.css") => SayAsync(context, StatusCodes.Status200OK, ControlPage.Style, "text/css"),
            ("POST", "/reset") => ResetAsync(context),
            ("GET" or "HEAD", _) => SayAsync(context, StatusCodes.Status404NotFound, "There is one page here: /\n"),
            _ => SayAsync(context, StatusCodes.Status405MethodNotAllowed, "This page is to be read.\n"),
        };
    }

    private static bool IsOwnHost(HttpContext context) =>
        context.Request.Host.Host is "127.0.0.1" or "localhost" && context.Request.Host.Port == context.Connection.LocalPort;

    private async Task ResetAsync(HttpContext context)
    {
        if (context.Request.ContentLength is not (> 0 and <= LongestForm) || !context.Request.HasFormContentType)
        {
            await SayAsync(context, StatusCodes.Status400BadRequest, "This is not the page's form.\n");
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(form["token"].ToString()), Encoding.UTF8.GetBytes(token)))
        {
            await SayAsync(context, StatusCodes.Status403Forbidden, "The form is not from this page. Load it again.\n");
            return;
        }

        server.Reset();
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
    }

    private static Task SayAsync(HttpContext context, int status, string text, string type = "text/plain")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type + "; charset=utf-8";
        context.Response.ContentLength = Encoding.UTF8.GetByteCount(text);
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.WriteAsync(text, context.RequestAborted);
    }
}
