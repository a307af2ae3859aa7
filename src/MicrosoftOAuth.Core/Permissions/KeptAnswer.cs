using MicrosoftOAuth.Catalog;

namespace MicrosoftOAuth.Core;

/// <summary>What is said of a call, and of the call with the query that it was last asked about with.</summary>
/// <param name="match">The call.</param>
/// <param name="answer">What is said of it without a query.</param>
internal sealed class KeptAnswer(CatalogMatch match, PermissionAnswer answer)
{
    private volatile Noted? _noted;

    internal CatalogMatch Match => match;

    internal PermissionAnswer Answer => answer;

    /// <summary>The answer with the notes on an address's query.</summary>
    /// <param name="uri">The address.</param>
    /// <param name="question">Where its query begins.</param>
    internal PermissionAnswer AnswerTo(string uri, int question)
    {
        Noted? noted = _noted;
        int length = uri.Length - question;
        if (noted is null || noted.Query.Length != length || string.CompareOrdinal(noted.Query, 0, uri, question, length) != 0)
        {
            string query = uri.Substring(question);
            IReadOnlyList<QueryNeed> needs = QueryNotes.Of(GraphCatalog.Current, match, query);
            noted = new Noted(query, needs.Count == 0 ? answer : answer with { Needs = needs, Notes = [.. needs.Select(need => need.NoteOf(PermissionScheme.None)).OfType<string>()] });
            _noted = noted;
        }

        return noted.Answer;
    }

    private sealed class Noted(string query, PermissionAnswer answer)
    {
        internal string Query { get; } = query;

        internal PermissionAnswer Answer { get; } = answer;
    }
}
