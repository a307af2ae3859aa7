using System.Text;

namespace MicrosoftOAuth.Sandbox.OData;

/// <summary>The kinds of words a $filter is made of.</summary>
internal enum TokenKind
{
    End,
    Word,
    Text,
    Open,
    Close,
    Comma,
    Colon,
}

/// <summary>One word of a $filter.</summary>
internal readonly record struct FilterToken(TokenKind Kind, string Value, int Position)
{
    /// <summary>Cuts a $filter into its words. Text is in single quotes, in which two stand for one.</summary>
    public static IReadOnlyList<FilterToken> Scan(string filter)
    {
        var tokens = new List<FilterToken>();
        var position = 0;
        while (position < filter.Length)
        {
            var character = filter[position];
            if (character is ' ' or '\t' or '\r' or '\n')
            {
                position++;
            }
            else if (character == '\'')
            {
                tokens.Add(ScanText(filter, ref position));
            }
            else if (Punctuation(character) is { } kind)
            {
                tokens.Add(new(kind, character.ToString(), position++));
            }
            else
            {
                var start = position;
                while (position < filter.Length && filter[position] is not (' ' or '\'') && (Punctuation(filter[position]) is null || IsTime(filter, start, position)))
                    position++;
                tokens.Add(new(TokenKind.Word, filter[start..position], start));
            }
        }

        tokens.Add(new(TokenKind.End, "", filter.Length));
        return tokens;
    }

    /// <summary>A colon within a date and time (2024-09-06T09:31:12Z) is part of the word; one after a lambda's variable is not.</summary>
    private static bool IsTime(string filter, int start, int position) => filter[position] == ':' && char.IsDigit(filter[start]);

    private static FilterToken ScanText(string filter, ref int position)
    {
        var start = position++;
        var text = new StringBuilder();
        while (position < filter.Length)
        {
            if (filter[position] != '\'')
            {
                text.Append(filter[position++]);
            }
            else if (position + 1 < filter.Length && filter[position + 1] == '\'')
            {
                text.Append('\'');
                position += 2;
            }
            else
            {
                position++;
                return new(TokenKind.Text, text.ToString(), start);
            }
        }

        throw new ODataException($"Invalid filter clause: There is an unterminated string literal at position {filter.Length} in '{filter}'.");
    }

    private static TokenKind? Punctuation(char character) => character switch
    {
        '(' => TokenKind.Open,
        ')' => TokenKind.Close,
        ',' => TokenKind.Comma,
        ':' => TokenKind.Colon,
        _ => null,
    };
}
