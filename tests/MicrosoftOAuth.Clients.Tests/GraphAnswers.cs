using MicrosoftOAuth.Conformance;
using MicrosoftOAuth.Conformance.Recordings;
using MicrosoftOAuth.Conformance.Schema;

namespace MicrosoftOAuth.Clients.Tests;

/// <summary>What the Graph answered a client, held against Microsoft's schema.</summary>
internal static class GraphAnswers
{
    /// <summary>Every recorded answer is of the form that the schema says. Without the schema at hand there is nothing to say.</summary>
    public static void AreValid(string recordingFile)
    {
        var recorded = RecordedRequest.ReadFile(recordingFile).ToList();
        Assert.NotEmpty(recorded);
        if (SharedData.Folder is null)
            return;
        var problems = recorded.SelectMany(request => GraphSchema.Shared.Judge(new(request.Method, new(request.Url), request.Status, request.Response?.ToJsonString() ?? request.Text))).ToList();
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
    }
}
