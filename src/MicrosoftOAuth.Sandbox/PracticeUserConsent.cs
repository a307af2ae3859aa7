namespace MicrosoftOAuth.Sandbox;

/// <summary>What users without an administrator's role may consent to ("Configure how users consent to applications").</summary>
public enum PracticeUserConsent
{
    /// <summary>Every permission that does not require an administrator (microsoft-user-default-legacy).</summary>
    Allowed,

    /// <summary>Only <see cref="PracticeTenantOptions.LowImpactPermissions"/> (microsoft-user-default-low).</summary>
    LowImpactOnly,

    /// <summary>Nothing: every consent is an administrator's.</summary>
    Forbidden,
}
