namespace MicrosoftOAuth.Core;

/// <summary>
/// Who may sign in to an app: the four account types of the guide. Graph's own words are in
/// <see cref="SignInAudiences"/>. Source: https://learn.microsoft.com/graph/api/resources/application#signinaudience-values.
/// </summary>
public enum SignInAudience
{
    /// <summary>Accounts of the app's own tenant (<c>AzureADMyOrg</c>).</summary>
    SingleTenant,

    /// <summary>Accounts of any organization (<c>AzureADMultipleOrgs</c>).</summary>
    MultiTenant,

    /// <summary>Accounts of any organization and personal Microsoft accounts (<c>AzureADandPersonalMicrosoftAccount</c>).</summary>
    MultiTenantAndPersonal,

    /// <summary>Personal Microsoft accounts (<c>PersonalMicrosoftAccount</c>).</summary>
    PersonalOnly,
}

/// <summary>Translates account types into Graph's words and back.</summary>
public static class SignInAudiences
{
    private static readonly string[] s_words = ["AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"];
    private static readonly string[] s_names = Enum.GetNames(typeof(SignInAudience));

    /// <summary>Graph's word.</summary>
    public static string ToGraph(this SignInAudience audience) => s_words[(int)audience];

    /// <summary>True where personal Microsoft accounts may sign in, for which stricter limits hold.</summary>
    public static bool IncludesPersonal(this SignInAudience audience) => audience >= SignInAudience.MultiTenantAndPersonal;

    /// <summary>Reads Graph's word or one of ours, ignoring case; null for anything else.</summary>
    public static SignInAudience? Parse(string? word)
    {
        int index = IndexOf(s_words, word);
        return index >= 0 || (index = IndexOf(s_names, word)) >= 0 ? (SignInAudience)index : null;
    }

    private static int IndexOf(string[] words, string? word) =>
        Array.FindIndex(words, known => known.Equals(word, StringComparison.OrdinalIgnoreCase));
}
