namespace MicrosoftOAuth.Sandbox.Tests.SignIn;

/// <summary>What the token endpoint refuses.</summary>
internal static class Refusals
{
    /// <summary>The AADSTS number of an answer; 0 for one that is no refusal.</summary>
    public static int CodeOf(GraphAnswer answer) => answer.Body["error_codes"]?[0]?.GetValue<int>() ?? 0;

    public static void AssertRefused(GraphAnswer answer, int code, string error, int status = 400)
    {
        Assert.True(CodeOf(answer) == code, answer.Text);
        Assert.Equal(error, answer["error"]);
        Assert.Equal(status, (int)answer.Status);
        Assert.StartsWith($"AADSTS{code}: ", answer["error_description"], StringComparison.Ordinal);
    }
}
