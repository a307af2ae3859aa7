using MicrosoftOAuth.Conformance.Schema;

namespace MicrosoftOAuth.Tests.Engine;

/// <summary>What the practice Graph has answered a session, held against Microsoft's schema. Without shared/data nothing is.</summary>
internal static class GraphAnswers
{
    /// <exception cref="Xunit.Sdk.EmptyException">An answer does not fit the schema.</exception>
    internal static void Check(ModuleSession session)
    {
        if (Repository.SharedData is null)
        {
            return;
        }

        IEnumerable<Exchange> answers = PracticeTenantProbe.Opened(session.Runspace)
            .SelectMany(PracticeTenantProbe.Requests)
            .Where(request => request.Status > 0 && GraphSchema.Covers(request.Uri));
        Assert.Empty(answers.SelectMany(request => GraphSchema.Shared.Judge(new(request.Method, request.Uri, request.Status, request.ResponseBody))).Distinct(StringComparer.Ordinal));
    }
}
