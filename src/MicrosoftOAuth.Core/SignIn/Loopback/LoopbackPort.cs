using System.Net;
using System.Net.Sockets;

namespace MicrosoftOAuth.Core;

/// <summary>
/// A port of this machine, listened on at every address that a redirect URI's host may resolve to, from the moment it is
/// known: nobody can take it in between.
/// </summary>
internal sealed class LoopbackPort : IDisposable
{
    /// <summary>How often to ask for a port that is free at all addresses; free at one, it may be taken at the other.</summary>
    private const int MostTries = 20;

    private LoopbackPort(IReadOnlyList<TcpListener> listeners, int number) => (Listeners, Number) = (listeners, number);

    internal IReadOnlyList<TcpListener> Listeners { get; }

    internal int Number { get; }

    /// <exception cref="OAuthException">
    /// <see cref="OAuthErrorKind.InvalidArgument"/>: the redirect URI's own port is taken;
    /// <see cref="OAuthErrorKind.InteractionRequired"/>: this machine lets nobody listen.
    /// </exception>
    internal static LoopbackPort Open(LoopbackRedirect redirect)
    {
        SocketException? why = null;
        for (int tries = redirect.Port is null ? MostTries : 1; tries > 0; tries--)
        {
            try
            {
                return Listen(redirect.Addresses, redirect.Port ?? 0);
            }
            catch (SocketException e)
            {
                why = e;
            }
        }

        throw redirect.Port is { } port
            ? new OAuthException(
                OAuthErrorKind.InvalidArgument,
                $"Port {port} of this computer, where {redirect.Registered} is to be answered, cannot be listened on: {why!.Message}.",
                "End the program that has the port, or leave -RedirectUri out if the app has http://localhost too: Connect-MsOAuthApp. Any port will do then.",
                why)
            {
                Target = port,
            }
            : new OAuthException(
                OAuthErrorKind.InteractionRequired,
                $"This computer lets no program listen for the browser's answer: {why!.Message}.",
                "Sign in with a code instead: Connect-MsOAuthApp -UseDeviceCode",
                why);
    }

    /// <summary>Listens no more; the port is free.</summary>
    public void Dispose()
    {
        foreach (TcpListener listener in Listeners)
        {
            listener.Stop();
        }
    }

    private static LoopbackPort Listen(IReadOnlyList<IPAddress> addresses, int port)
    {
        List<TcpListener> listeners = [];
        try
        {
            foreach (IPAddress address in addresses)
            {
                // Exclusive: on Windows another program could share the port otherwise, and get the answer.
                TcpListener listener = new(address, port) { ExclusiveAddressUse = true };
                if (TryStart(listener, isNeeded: listeners.Count == 0))
                {
                    listeners.Add(listener);
                    port = ((IPEndPoint)listener.LocalEndpoint).Port;
                }
            }

            return new LoopbackPort(listeners, port);
        }
        catch
        {
            listeners.ForEach(listener => listener.Stop());
            throw;
        }
    }

    /// <returns>False where the machine has no such address, as without IPv6; then the host does not resolve to it either.</returns>
    private static bool TryStart(TcpListener listener, bool isNeeded)
    {
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException e) when (!isNeeded && e.SocketErrorCode is SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported)
        {
            return false;
        }
    }
}
