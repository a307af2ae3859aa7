using System.Management.Automation;
using MicrosoftOAuth.Tests.Engine;

namespace MicrosoftOAuth.Tests.Module;

/// <summary>Tokens are checked within the sandbox they come from, and no stream ever shows one.</summary>
public sealed class TokenCheckTests
{
    [Fact]
    public void A_token_and_its_session_travel_to_a_runspace_without_a_sandbox()
    {
        using ModuleSession first = new();
        using ModuleSession second = new();
        first.Run("$context = Connect-MsOAuthApp -Environment Sandbox").ThrowIfFailed();
        PSObject context = first.Run("$context").Single;
        PSObject token = first.Run("Get-MsOAuthToken").Single;
        Assert.Equal(true, second.Run("Test-MsOAuthToken $args[0] -Context $args[1] -WarningAction SilentlyContinue", token, context).Single.BaseObject);
        ErrorRecord stray = second.Run("Test-MsOAuthToken $args[0] -Context $args[1] -Environment Global", token, context).Error;
        Assert.StartsWith("InvalidArgument,", stray.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_fetched_once_for_a_session_and_the_token_goes_nowhere()
    {
        using ModuleSession session = new();
        session.Run("$null = Connect-MsOAuthApp -Environment Sandbox").ThrowIfFailed();
        int before = PracticeTenantProbe.Requests(session).Count;
        session.Run("1..5 | ForEach-Object { $null = Test-MsOAuthToken -WarningAction SilentlyContinue }").ThrowIfFailed();
        Exchange[] sent = [.. PracticeTenantProbe.Requests(session).Skip(before)];
        Assert.Equal(2, sent.Length);
        Assert.All(sent, exchange => Assert.Equal("GET", exchange.Method));
        Assert.All(sent, exchange => Assert.DoesNotContain("eyJ", exchange.Uri.AbsoluteUri + exchange.RequestBody, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Test-MsOAuthToken $token -Verbose -Debug")]
    [InlineData("Test-MsOAuthToken $token -Detailed")]
    [InlineData("Test-MsOAuthToken ($token + 'x') -Verbose")]
    [InlineData("Test-MsOAuthToken ($token.Split('.')[0..1] -join '.')")]
    [InlineData("Test-MsOAuthToken $token -Audience x -Verbose")]
    public void No_stream_shows_a_token(string script)
    {
        using ModuleSession session = new();
        session.Run("$null = Connect-MsOAuthApp -Environment Sandbox; $token = Get-MsOAuthToken -AsPlainText").ThrowIfFailed();
        RunResult result = session.Run(script);
        Assert.NotEmpty(result.AllText);
        Assert.DoesNotContain(result.AllText, text => text.Contains("eyJ", StringComparison.Ordinal));
    }
}
