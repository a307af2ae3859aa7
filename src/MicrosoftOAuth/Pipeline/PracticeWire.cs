using MicrosoftOAuth.Core;
using MicrosoftOAuth.Sandbox;

namespace MicrosoftOAuth.Pipeline;

/// <summary>Joins the practice tenant to the library: its handler at the end of the wire, its person at the browser.</summary>
internal static class PracticeWire
{
    internal static Wire Open(PracticeTenant tenant) => new(tenant.CreateHandler(), TimeProvider.System);

    internal static OpenBrowser Browser(PracticeTenant tenant) => tenant.OpenInBrowserAsync;
}
