namespace MicrosoftOAuth.Sandbox.Server.Proxy;

/// <summary>Is told of every request that the tenant has answered.</summary>
internal interface IExchangeObserver
{
    /// <param name="method">The HTTP method.</param>
    /// <param name="address">The whole address.</param>
    /// <param name="body">The request's body; empty without one.</param>
    /// <param name="answer">The answer; null where a fault dropped the connection.</param>
    void Answered(string method, Uri address, string body, PracticeAnswer? answer);
}
