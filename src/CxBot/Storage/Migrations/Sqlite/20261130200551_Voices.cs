using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CxBot.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Voices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<long>(
                name: "HandoverId",
                table: "Surveys",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(long),
                oldType: "INTEGER");

            migrationBuilder.AddColumn<long>(
                name: "ExpiresAt",
                table: "Surveys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "LowSince",
                table: "Surveys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "ToldHow",
                table: "Surveys",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_Surveys_ConversationId_Sequence",
                table: "Surveys",
                columns: new[] { "ConversationId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Surveys_Low",
                table: "Surveys",
                column: "LowSince",
                filter: "\"LowSince\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Surveys_ConversationId_Sequence",
                table: "Surveys");

            migrationBuilder.DropIndex(
                name: "IX_Surveys_Low",
                table: "Surveys");

            migrationBuilder.DropColumn(
                name: "ExpiresAt",
                table: "Surveys");

            migrationBuilder.DropColumn(
                name: "LowSince",
                table: "Surveys");

            migrationBuilder.DropColumn(
                name: "ToldHow",
                table: "Surveys");

            migrationBuilder.AlterColumn<long>(
                name: "HandoverId",
                table: "Surveys",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L,
                oldClrType: typeof(long),
                oldType: "INTEGER",
                oldNullable: true);
        }
    }
}
