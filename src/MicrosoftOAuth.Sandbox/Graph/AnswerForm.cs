namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>In what form a list is asked for.</summary>
internal enum AnswerForm
{
    Objects,

    /// <summary>Their number alone, as text (/$count).</summary>
    Count,

    /// <summary>Their addresses (/$ref).</summary>
    References,

    /// <summary>One property of one object (/displayName).</summary>
    Property,
}
