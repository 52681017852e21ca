using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CxBot.Backup;

/// <summary>Reads a column as the type that both databases take it in: the model's own conversions are the same for both.</summary>
internal sealed class ColumnReader
{
    private readonly Func<DbDataReader, int, object> _read;

    public ColumnReader(IColumn column)
    {
        var mapping = (RelationalTypeMapping)column.StoreTypeMapping;
        var method = mapping.GetDataReaderMethod();
        var (reader, at) = (Expression.Parameter(typeof(DbDataReader)), Expression.Parameter(typeof(int)));
        var call = Expression.Call(Expression.Convert(reader, method.DeclaringType!), method, at);
        _read = Expression.Lambda<Func<DbDataReader, int, object>>(Expression.Convert(call, typeof(object)), reader, at).Compile();
    }

    public object? Read(DbDataReader reader, int at) => reader.IsDBNull(at) ? null : _read(reader, at);
}
