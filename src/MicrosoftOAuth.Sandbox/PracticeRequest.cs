namespace MicrosoftOAuth.Sandbox;

/// <summary>Who sent a request to the practice tenant.</summary>
public enum PracticeRequestOrigin
{
    /// <summary>A program, through a handler of <see cref="PracticeTenant.CreateHandler"/>.</summary>
    Client,

    /// <summary>The person at the browser, through <see cref="PracticeTenant.OpenInBrowserAsync"/>.</summary>
    Browser,

    /// <summary>A service of the practice world that calls another one, as Nango does when it redeems a code.</summary>
    Service,
}

/// <summary>A request that reached the practice tenant, and what it was answered.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Uri">The whole address.</param>
/// <param name="RequestBody">The body as text; empty without one. Secrets are in it as they were sent.</param>
/// <param name="Status">The status code; 0 where an injected fault dropped the connection.</param>
/// <param name="ResponseBody">The answer's body as text.</param>
/// <param name="Time">When it arrived, by the tenant's clock.</param>
/// <param name="Origin">Who sent it.</param>
public sealed record PracticeRequest(
    string Method,
    Uri Uri,
    string RequestBody,
    int Status,
    string ResponseBody,
    DateTimeOffset Time,
    PracticeRequestOrigin Origin);
