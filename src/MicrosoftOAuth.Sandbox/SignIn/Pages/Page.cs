using System.Net;
using System.Security.Cryptography;
using System.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.SignIn.Pages;

/// <summary>
/// A page of the sign-in service: plain HTML that works without script, with a screen reader, in the dark and on a narrow
/// phone. Whatever comes from outside is encoded here, and nowhere else.
/// </summary>
internal sealed class Page(string title)
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:1rem/1.5 system-ui,sans-serif;margin:0;background:#f2f2f2;color:#1b1b1b}
        main{box-sizing:border-box;max-width:28rem;margin:2rem auto;padding:1.5rem;background:#fff;border:1px solid #767676;overflow-wrap:anywhere}
        h1{font-size:1.5rem;line-height:1.25;margin:.5rem 0 1rem}
        h2{font-size:1.125rem;line-height:1.25;margin:1rem 0 .5rem}
        footer{max-width:28rem;margin:0 auto;padding:0 1.5rem 1.5rem;font-size:.875rem;color:#444}
        label{display:block;font-weight:600}
        input:not([type=checkbox]){box-sizing:border-box;width:100%;margin:.25rem 0 1rem;padding:.5rem;font:inherit;border:1px solid #595959;background:#fff;color:#1b1b1b}
        input[aria-invalid]{border:2px solid #a80000}
        button{display:block;box-sizing:border-box;width:100%;min-height:2.75rem;margin:.5rem 0;padding:.5rem .75rem;text-align:left;font:inherit;background:#fff;color:#1b1b1b;border:1px solid #595959;cursor:pointer}
        button.main{background:#005a9e;color:#fff;border-color:#005a9e;text-align:center}
        button small,dd{color:#444}
        fieldset{margin:1rem 0;padding:.5rem 1rem;border:1px solid #767676}
        dl,dd{margin:0 0 .75rem}
        dt{font-weight:600}
        dd{margin-left:1rem}
        [role=alert]{margin:0 0 1rem;padding:.5rem .75rem;border-left:.25rem solid #a80000;background:#fdf3f4;color:#7a0000}
        a{color:#005a9e}
        :focus-visible{outline:3px solid #005a9e;outline-offset:2px}
        @media (max-width:30rem){main{margin:0;border:0;min-height:80vh}}
        @media (prefers-color-scheme:dark){
        body{background:#1b1b1b;color:#fff}
        main,button,input:not([type=checkbox]){background:#2b2b2b;color:#fff;border-color:#b3b3b3}
        footer,button small,dd{color:#d0d0d0}
        a{color:#8ac7ff}
        :focus-visible{outline-color:#8ac7ff}
        [role=alert]{background:#44191c;color:#ffd5d5}}
        """;

    private const string Script = "document.forms[0].submit();";

    private static readonly string PageRules = $"default-src 'none'; style-src 'sha256-{HashOf(Style)}'; base-uri 'none'; frame-ancestors 'none'";
    private static readonly string ScriptRules = $"default-src 'none'; style-src 'sha256-{HashOf(Style)}'; script-src 'sha256-{HashOf(Script)}'; base-uri 'none'";

    private readonly StringBuilder body = new();

    /// <summary>A text from anywhere, safe in an element or between quotation marks.</summary>
    public static string Encode(string? text) => WebUtility.HtmlEncode(text ?? "");

    /// <summary>Adds markup as it is; what is filled in must have been encoded.</summary>
    public Page Add(string markup)
    {
        body.Append(markup).Append('\n');
        return this;
    }

    public Page Heading(string text) => Add($"<h1>{Encode(text)}</h1>");

    public Page Text(string text) => Add($"<p>{Encode(text)}</p>");

    /// <summary>Begins a form that belongs to a flow.</summary>
    public Page Form(InteractiveFlow flow, string action, string flowId) =>
        Form(flow.Authority.BaseAddress + "/" + action).Hidden("ctx", flowId);

    public Page Form(string address) => Add($"<form method=\"post\" action=\"{Encode(address)}\">");

    public Page Hidden(string name, string? value) => Add($"<input type=\"hidden\" name=\"{Encode(name)}\" value=\"{Encode(value)}\">");

    /// <summary>An input with its label, and with the problem of the last answer where there is one.</summary>
    public Page Input(string name, string label, string type, string value, string autocomplete, Problem? problem)
    {
        if (problem is not null)
            Alert(problem);
        var marks = problem is null ? "" : " aria-invalid=\"true\" aria-describedby=\"problem\"";
        var size = type == "password" ? "" : " autocapitalize=\"none\" spellcheck=\"false\"";
        return Add($"<label for=\"{name}\">{Encode(label)}</label><input id=\"{name}\" name=\"{name}\" type=\"{type}\" value=\"{Encode(value)}\" autocomplete=\"{autocomplete}\"{size}{marks} required autofocus>");
    }

    public Page Button(string name, string value, string text, bool isMain = false) =>
        Add($"<button name=\"{Encode(name)}\" value=\"{Encode(value)}\"{(isMain ? " class=\"main\"" : "")}>{Encode(text)}</button>");

    public Page EndForm() => Add("</form>");

    /// <summary>What is wrong, read out at once; programs find the sign-in service's own words beside it.</summary>
    public Page Alert(Problem problem)
    {
        var error = problem.Error is { } known
            ? FormattableString.Invariant($" data-error=\"{Encode(known.Error)}\" data-description=\"{Encode($"AADSTS{known.Code}: {known.Message}")}\"")
            : "";
        return Add($"<p role=\"alert\" id=\"problem\"{error}>{Encode(problem.Text)}</p>");
    }

    public Answer ToAnswer() => ToAnswer("", PageRules).With("X-Frame-Options", "DENY");

    /// <summary>The page, which sends its first form by itself where script runs.</summary>
    public Answer ToSubmittingAnswer() => ToAnswer($"<script>{Script}</script>", ScriptRules);

    private Answer ToAnswer(string script, string rules) => Answer.Html($"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)}</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        {body}</main>
        <footer>A practice tenant, not Microsoft. Nothing entered here opens anything elsewhere.</footer>
        {script}
        </body>
        </html>
        """)
        .With("Content-Security-Policy", rules)
        .With("Cache-Control", "no-store, no-cache")
        .With("Pragma", "no-cache")
        .With("Referrer-Policy", "strict-origin-when-cross-origin")
        .With("X-Content-Type-Options", "nosniff");

    private static string HashOf(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
