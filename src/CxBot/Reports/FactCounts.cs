using System.Linq.Expressions;
using CxBot.Reports.Facts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace CxBot.Reports;

/// <summary>Counts facts in one pass over them, however much is asked, for each value of a key.</summary>
internal static class FactCounts
{
    /// <param name="key">What to count apart: a day, an agent.</param>
    /// <param name="which">What to count.</param>
    /// <returns>For each key that there is: how many, in the order of <paramref name="which"/>.</returns>
    public static async Task<Dictionary<int, int[]>> CountAsync<T>(IQueryable<T> facts, Expression<Func<T, int>> key,
        IReadOnlyList<Expression<Func<T, bool>>> which, CancellationToken cancellationToken) where T : CountedFact
    {
        if (which.Count == 0)
            return [];
        // group => new Row { Key = group.Key, Counts = new[] { group.Count(which[0]), ... } }
        var group = Expression.Parameter(typeof(IGrouping<int, T>), "group");
        var counts = which.Select(one => Expression.Call(typeof(Enumerable), nameof(Enumerable.Count), [typeof(T)], group, one));
        var row = Expression.MemberInit(
            Expression.New(typeof(Row)),
            Expression.Bind(typeof(Row).GetProperty(nameof(Row.Key))!, Expression.Property(group, nameof(IGrouping<,>.Key))),
            Expression.Bind(typeof(Row).GetProperty(nameof(Row.Counts))!, Expression.NewArrayInit(typeof(int), counts)));
        return await facts.GroupBy(key).Select(Expression.Lambda<Func<IGrouping<int, T>, Row>>(row, group))
            .ToDictionaryAsync(one => one.Key, one => one.Counts, cancellationToken);
    }

    /// <summary>How often each value is there, for each key.</summary>
    public static async Task<List<TimedRow>> TimesAsync<T>(IQueryable<T> facts, Expression<Func<T, int>> key,
        Expression<Func<T, int?>> value, CancellationToken cancellationToken) where T : CountedFact
    {
        var fact = key.Parameters[0];
        var of = Replacing(value, fact);
        // fact => new Pair { Key = key(fact), Value = value(fact) }
        var pair = Expression.Lambda<Func<T, Pair>>(
            Expression.MemberInit(
                Expression.New(typeof(Pair)),
                Expression.Bind(typeof(Pair).GetProperty(nameof(Pair.Key))!, key.Body),
                Expression.Bind(typeof(Pair).GetProperty(nameof(Pair.Value))!, of)),
            fact);
        return await facts.Select(pair).Where(one => one.Value != null).GroupBy(one => new { one.Key, one.Value })
            .Select(g => new TimedRow(g.Key.Key, g.Key.Value!.Value, g.Count())).ToListAsync(cancellationToken);
    }

    /// <summary>The facts themselves, one by one; with a value, those that have one.</summary>
    public static IQueryable<CountedRow> RowsOf<T>(IQueryable<T> facts, Expression<Func<T, int?>>? value) where T : CountedFact
    {
        var fact = Expression.Parameter(typeof(T), "fact");
        MemberBinding Bind(string name, Expression from) => Expression.Bind(typeof(CountedRow).GetProperty(name)!, from);
        var row = Expression.MemberInit(
            Expression.New(typeof(CountedRow)),
            Bind(nameof(CountedRow.CaseId), Expression.Property(fact, nameof(CountedFact.CaseId))),
            Bind(nameof(CountedRow.At), Expression.Property(fact, nameof(CountedFact.At))),
            Bind(nameof(CountedRow.Value), value is null ? Expression.Constant(null, typeof(int?)) : Replacing(value, fact)));
        var rows = facts.Select(Expression.Lambda<Func<T, CountedRow>>(row, fact));
        return value is null ? rows : rows.Where(one => one.Value != null);
    }

    private static Expression Replacing<T>(Expression<Func<T, int?>> value, ParameterExpression fact) =>
        ReplacingExpressionVisitor.Replace(value.Parameters[0], fact, value.Body);

    private sealed class Row
    {
        public int Key { get; init; }
        public int[] Counts { get; init; } = [];
    }

    private sealed class Pair
    {
        public int Key { get; init; }
        public int? Value { get; init; }
    }
}

/// <summary>So many facts of a key had this value.</summary>
internal sealed record TimedRow(int Key, int Value, int Count);

/// <summary>A fact behind a figure.</summary>
internal sealed class CountedRow
{
    public long CaseId { get; init; }
    public long At { get; init; }
    public int? Value { get; init; }
}
