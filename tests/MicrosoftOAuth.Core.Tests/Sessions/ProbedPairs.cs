namespace MicrosoftOAuth.Core.Tests.Sessions;

/// <summary>Two processes that share a place for their tokens and use it at once.</summary>
internal static class ProbedPairs
{
    private static readonly string[] s_people = ["user", "administrator"];

    /// <summary>Two people sign in and renew at once, in a process each; then both are served from what is kept.</summary>
    internal static async Task RenewAtOnceAsync(Func<ProbedProcess> newProcess, string connect)
    {
        ProbedOutcome[] renewed = await Task.WhenAll(s_people.Select(person => WorkAsync(person, "renew 15")));
        Assert.All(renewed, outcome => Assert.Equal((1, true, null), (outcome.Asked, outcome.KeepsTokens, outcome.Error)));
        Assert.All(renewed, outcome => Assert.Empty(outcome.Warnings));
        ProbedOutcome[] served = await Task.WhenAll(s_people.Select(person => WorkAsync(person)));
        Assert.All(served, outcome => Assert.Equal((0, true), (outcome.Asked, outcome.KeepsTokens)));
        Assert.Equal(renewed.Select(outcome => outcome.Account), served.Select(outcome => outcome.Account));

        async Task<ProbedOutcome> WorkAsync(string person, params string[] commands)
        {
            await using ProbedProcess process = newProcess();
            ProbedOutcome outcome = await process.DoAsync($"{connect} {person}");
            foreach (string command in commands)
            {
                outcome = await process.DoAsync(command);
            }

            return outcome;
        }
    }
}
