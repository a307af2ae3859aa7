using System.Runtime.InteropServices;
using System.Security;

namespace MicrosoftOAuth.Core;

/// <summary>SecureString in and out.</summary>
public static class SecureText
{
    /// <summary>A read-only SecureString of the text.</summary>
    public static SecureString From(string text)
    {
        SecureString secure = new();
        foreach (char c in text)
        {
            secure.AppendChar(c);
        }

        secure.MakeReadOnly();
        return secure;
    }

    /// <summary>The text of a SecureString. The caller keeps it no longer than one request needs.</summary>
    public static string Reveal(SecureString secure)
    {
        IntPtr pointer = Marshal.SecureStringToGlobalAllocUnicode(secure);
        try
        {
            return Marshal.PtrToStringUni(pointer) ?? string.Empty;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(pointer);
        }
    }
}
